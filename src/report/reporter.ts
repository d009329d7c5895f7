import type { Diagnostic } from '../base/diagnostic.ts';

/** What a reporter is told beside the diagnostics. Each takes from it what its format has a use for. */
export interface ReporterOptions {
  /** Whether the text may have colours. */
  readonly colour: boolean;
  /** The version of lvsgen. */
  readonly version?: string;
  /** Where a format demands a file, the one that stands for diagnostics without any: lvsgen.yaml unless given. */
  readonly config?: string;
}

/**
 * Puts diagnostics into the text of one format, complete with its last line end. Where there is nothing to say, it is
 * empty, or the document that says so.
 */
export type Reporter = (diagnostics: readonly Diagnostic[], options: ReporterOptions) => string;
