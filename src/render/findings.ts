import type { PartialCall } from './partial-constructs.ts';
import type { Place } from './refusal.ts';
import type { Escape } from './scanner.ts';
import type { Mustache, Partial, Program } from './syntax.ts';

/** An interpolation of a template: how it is escaped, and where it stands. */
export interface Site {
  readonly escape: Escape;
  readonly place: Place;
}

/** What a template turned out to hold. */
export interface Findings {
  readonly sites: ReadonlyMap<Mustache, Site>;
  readonly calls: ReadonlyMap<Partial, PartialCall>;
  /** The inline partials that it defines. */
  readonly inlines: ReadonlyMap<string, Program>;
}
