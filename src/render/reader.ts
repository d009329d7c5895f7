import type { Escape } from './escapes.ts';

/**
 * Reads the text of a template from its beginning, to know how a value has to be escaped where it stands. There is one
 * for each language.
 */
export interface Reader<State> {
  /** At the beginning of a template, of a partial and behind a partial. */
  readonly start: State;
  /**
   * The state behind some more text.
   *
   * @throws Refusal for text that no value may stand beside
   */
  read(state: State, text: string): State;
  /**
   * The escape for a value, and the state behind it.
   *
   * @param after what follows on the same line; undefined where that depends on the view
   * @throws Refusal where no value may stand
   */
  value(
    state: State,
    after: string | undefined,
  ): { readonly escape: Escape; readonly state: State };
  /** The state behind two branches; undefined if they end in ways that cannot both be right. */
  join(one: State, other: State): State | undefined;
  /** Whether a template may end here, or a partial be called. */
  mayEnd(state: State): boolean;
}
