import type { PartialCall } from './partial-constructs.ts';
import type { Escape } from './scanner.ts';
import type { Mustache, Partial, Program } from './syntax.ts';

/** What a template turned out to hold. */
export interface Findings {
  /** How each interpolation is escaped. */
  readonly sites: ReadonlyMap<Mustache, Escape>;
  readonly calls: ReadonlyMap<Partial, PartialCall>;
  /** The inline partials that it defines. */
  readonly inlines: ReadonlyMap<string, Program>;
}
