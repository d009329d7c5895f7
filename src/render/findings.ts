import type { Place } from './refusal.ts';
import type { Escape } from './scanner.ts';
import type { Mustache, Program } from './syntax.ts';

/** An interpolation of a template: how it is escaped, and where it stands. */
export interface Site {
  readonly escape: Escape;
  readonly place: Place;
}

/** What a template turned out to hold. */
export interface Findings {
  readonly sites: ReadonlyMap<Mustache, Site>;
  /** The partials that it calls by a fixed name. */
  readonly calls: readonly { readonly name: string; readonly place: Place }[];
  /** The inline partials that it defines. */
  readonly inlines: ReadonlyMap<string, Program>;
}
