import type { Diagnostic } from '../diagnostic.ts';
import { reportText } from './text.ts';

/**
 * Puts diagnostics into the text of one format, complete with its last line end; empty when there is nothing to say.
 * It has colours only if they are asked for, and if the format has any.
 */
export type Reporter = (
  diagnostics: readonly Diagnostic[],
  options: { readonly colour: boolean },
) => string;

/** The formats by name. */
export const reporters = {
  text: reportText,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a format. */
export type ReportFormat = keyof typeof reporters;

/** Their names. */
export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
