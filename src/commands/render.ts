import { LvsgenError } from '../diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { compare } from '../output/compare.ts';
import { write } from '../output/write.ts';
import { account } from './account.ts';
import { type GenerateOptions, generated } from './generated.ts';
import { type LintCommandOptions, lintFiles } from './lint-files.ts';
import { place, plural } from './phrases.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen render` is told. */
export interface RenderOptions extends GenerateOptions, LintCommandOptions, ReportOptions {
  readonly lint: boolean;
  /** The file to print, by the end of its path; empty where just one is selected. */
  readonly stdout?: string | undefined;
}

/** Renders, lints and writes; or prints one file. Nothing is written unless everything rendered and linted. */
export async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  const { files, selection, out, warnings } = await generated(options, io);
  report(warnings, options, io);
  if (options.stdout !== undefined) {
    io.out(oneFile(files, options.stdout).content);
    return exitCodes.clean;
  }
  const comparison = await compare(files, out, selection);
  if (options.lint && !(await lintFiles(files, options, io))) {
    io.err(`${place(io, out)} was left as it is\n`);
    return exitCodes.differences;
  }
  await write(comparison);
  io.err(account(comparison, io));
  return exitCodes.clean;
}

function oneFile(files: readonly RenderedFile[], ending: string): RenderedFile {
  const found = files.filter(({ path }) => path === ending || path.endsWith(`/${ending}`));
  const candidates = ending === '' ? files : found;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const paths = (candidates.length > 0 ? candidates : files).map(({ path }) => path);
  throw LvsgenError.of(
    `--stdout prints one file, and ${plural(candidates.length, 'file is', 'files are')} selected`,
    `select with --cluster and --target, or name one of these: --stdout=${paths.join(', --stdout=')}`,
  );
}
