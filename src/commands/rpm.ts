import { join, resolve } from 'node:path';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { compare } from '../output/compare.ts';
import { write } from '../output/write.ts';
import { renderPackages } from '../rpm/render-packages.ts';
import { readStamp, type StampOptions } from '../rpm/stamp.ts';
import { account } from './account.ts';
import { type GenerateOptions, selected } from './generated.ts';
import { type LintCommandOptions, lintFiles } from './lint-files.ts';
import { place } from './phrases.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen rpm` is told. */
export interface RpmOptions
  extends GenerateOptions, LintCommandOptions, ReportOptions, StampOptions {
  readonly lint: boolean;
}

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes. Nothing is
 * written unless everything rendered and linted.
 */
export async function rpm(options: RpmOptions, io: Io): Promise<ExitCode> {
  const stamp = readStamp(options);
  const { clusters, selection, dir, warnings } = await selected(options, io);
  report(warnings, options, io);
  const { scripts, files } = await renderPackages(clusters, selection, stamp);
  const out = options.out === undefined ? join(dir, 'rpm') : resolve(io.cwd, options.out);
  const comparison = await compare(files, out, selection);
  if (options.lint && !(await lintFiles(scripts, options, io))) {
    io.err(`${place(io, out)} was left as it is\n`);
    return exitCodes.differences;
  }
  await write(comparison);
  io.err(account(comparison, io));
  return exitCodes.clean;
}
