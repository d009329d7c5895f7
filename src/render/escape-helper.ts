import type { Site } from './findings.ts';
import { Refusal, locating } from './refusal.ts';
import type { Mustache } from './syntax.ts';

/** The only helper. No template can name it, nor can a block parameter take its place. */
export const ESCAPE = 'escape for the place';

/** Makes `{{path}}` a call of the helper, with the path and the number of the interpolation. */
export function insertEscape(mustache: Mustache, index: number): void {
  const { loc, path } = mustache;
  mustache.params = [path, { type: 'NumberLiteral', value: index, original: index, loc }];
  mustache.path = {
    type: 'PathExpression',
    original: ESCAPE,
    parts: [ESCAPE],
    depth: 0,
    data: false,
    loc,
  };
}

/**
 * What the helper prints for a value.
 *
 * @throws LvsgenError for a value that the escape refuses.
 */
export function escapeAt({ escape, place }: Site, value: unknown): string {
  return locating(
    () => place,
    () => {
      if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
      throw new Refusal('The value is neither text nor a number.', 'Put text into the view.');
    },
  );
}
