import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { compare } from '../output/compare.ts';
import { type ChangeKind, isDifference } from '../output/comparison.ts';
import { type GenerateOptions, generated } from './generated.ts';
import { place, plural } from './phrases.ts';
import { renderCommand } from './render-command.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen check` is told. */
export interface CheckOptions extends GenerateOptions, ReportOptions {}

const states: Readonly<Record<Exclude<ChangeKind, 'unchanged'>, string>> = {
  created: 'missing',
  updated: 'changed',
  mode: 'executable bit',
  removed: 'orphaned',
  foreign: 'foreign',
};

/** Compares what would be rendered with what is there. The last line is the command that mends the difference. */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const { files, selection, out, warnings } = await generated(options, io);
  report(warnings, options, io);
  const { changes } = await compare(files, out, selection);
  for (const { kind, path, note } of changes) {
    if (kind === 'unchanged') continue;
    const reason = note === undefined ? '' : ` (${note})`;
    io.out(`${states[kind].padEnd(14)} ${place(io, out, path)}${reason}\n`);
  }
  const differences = changes.filter(isDifference).length;
  if (differences === 0) {
    io.err(
      `${place(io, out)} is what the config renders to: ${plural(files.length, 'file', 'files')}\n`,
    );
    return exitCodes.clean;
  }
  io.err(
    `${plural(differences, 'file differs', 'files differ')} from what the config renders to; to mend:\n`,
  );
  io.out(`${renderCommand(options)}\n`);
  return exitCodes.differences;
}
