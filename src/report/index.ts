import type { Diagnostic } from '../diagnostic.ts';
import { reportText } from './text.ts';

/** How diagnostics are to be put. */
export interface ReportOptions {
  /** Whether the text may have colours, where the format has any. */
  readonly colour: boolean;
}

/** Puts diagnostics into the text of one format, complete with its last line end; empty when there is nothing to say. */
export type Reporter = (diagnostics: readonly Diagnostic[], options: ReportOptions) => string;

/** The formats by name. */
export const reporters = {
  text: reportText,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a format. */
export type ReportFormat = keyof typeof reporters;

/** Their names. */
export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
