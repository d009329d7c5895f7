import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { compare } from '../output/compare.ts';
import { isDifference } from '../output/comparison.ts';
import { diffs } from '../output/diff.ts';
import { type GenerateOptions, generated } from './generated.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen diff` is told. */
export interface DiffOptions extends GenerateOptions, ReportOptions {}

/** Prints unified diffs from what is there to what would be rendered; `patch -p1` in the output folder takes them. */
export async function diff(options: DiffOptions, io: Io): Promise<ExitCode> {
  const { files, selection, out, warnings } = await generated(options, io);
  report(warnings, options, io);
  const comparison = await compare(files, out, selection);
  for await (const text of diffs(comparison)) io.out(text);
  return comparison.changes.some(isDifference) ? exitCodes.differences : exitCodes.clean;
}
