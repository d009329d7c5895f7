import type { Diagnostic } from '../diagnostic.ts';
import type { Io } from '../io.ts';
import { type ReportFormat, reporters } from '../report/index.ts';
import { placed } from './phrases.ts';

/** How diagnostics are printed. */
export interface ReportOptions {
  readonly format: ReportFormat;
  /** The configs as the user names them. */
  readonly config?: readonly string[] | undefined;
}

/** Takes what there is to tell in the course of a command. */
export interface Report {
  /** Tells about the work, or, as `data`, what the command is run for. */
  tell(diagnostics: readonly Diagnostic[], as?: 'message' | 'data'): void;
  /** Has to be called at the end, whatever happened. */
  end(): void;
}

/**
 * Prints text for people as it comes: messages on stderr, data on stdout. Of every other format it makes one document
 * on stdout at the end, also where there was nothing to tell, so that who reads it finds it whole.
 */
export function createReport(options: ReportOptions, io: Io, version: string): Report {
  const { format, config } = options;
  const told: Diagnostic[] = [];
  const textOf = (diagnostics: readonly Diagnostic[]): string =>
    reporters[format](placed(io, diagnostics), {
      colour: io.colour,
      version,
      ...(config?.[0] === undefined ? {} : { config: config[0] }),
    });
  if (format === 'text') {
    return {
      tell(diagnostics, as = 'message') {
        if (diagnostics.length > 0) (as === 'data' ? io.out : io.err)(textOf(diagnostics));
      },
      end: () => undefined,
    };
  }
  return {
    tell: (diagnostics) => void told.push(...diagnostics),
    end() {
      io.out(textOf(told));
    },
  };
}
