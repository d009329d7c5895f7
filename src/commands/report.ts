import type { Diagnostic } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';
import { type ReportFormat, reporters } from '../report/index.ts';
import { placed } from './phrases.ts';

/** How diagnostics are printed. */
export interface ReportOptions {
  readonly format: ReportFormat;
}

/** Takes what there is to tell in the course of a command. */
export interface Report {
  /** Tells about the work, or, as `data`, what the command is run for. */
  tell(diagnostics: readonly Diagnostic[], as?: 'message' | 'data'): void;
  /** Takes the config that the command is about, for what has no file in a format where each has one. */
  about(config: string | undefined): void;
  /** Has to be called at the end, whatever happened. */
  end(): void;
}

/**
 * Prints text for people as it comes: messages on stderr, data on stdout. Of every other format it makes one document
 * on stdout at the end, also where there was nothing to tell, so that who reads it finds it whole.
 */
export function createReport({ format }: ReportOptions, io: Io, version: string): Report {
  let config: string | undefined;
  const told: Diagnostic[] = [];
  const textOf = (diagnostics: readonly Diagnostic[]): string =>
    reporters[format](placed(io, diagnostics), { colour: io.colour, version, config });
  return {
    about: (file) => (config ??= file),
    tell(diagnostics, as = 'message') {
      if (format !== 'text') told.push(...diagnostics);
      else if (diagnostics.length > 0) (as === 'data' ? io.out : io.err)(textOf(diagnostics));
    },
    end() {
      if (format !== 'text') io.out(textOf(told));
    },
  };
}
