import type { Diagnostic } from '../diagnostic.ts';
import type { Io } from '../io.ts';
import { type ReportFormat, reporters } from '../report/index.ts';

/** How diagnostics are printed. */
export interface ReportOptions {
  readonly format: ReportFormat;
}

/** Prints diagnostics in the format asked for, on stderr unless they are what the command is run for. */
export function report(
  diagnostics: readonly Diagnostic[],
  options: ReportOptions,
  io: Io,
  print: (text: string) => void = io.err,
): void {
  if (diagnostics.length === 0) return;
  print(reporters[options.format](diagnostics, { colour: io.colour }));
}
