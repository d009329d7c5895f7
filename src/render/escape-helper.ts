import type { Site } from './findings.ts';
import { Refusal, locating } from './refusal.ts';
import type { Expression, Mustache, Partial, PathExpression, SubExpression } from './syntax.ts';

/** The only helper. No template can name it, nor can a block parameter take its place. */
export const ESCAPE = 'escape for the place';

/** Makes `{{path}}` a call of the helper, with the path and the number of the interpolation. */
export function insertEscape(mustache: Mustache, index: number): void {
  const { path, params } = helperCall(mustache.path, index);
  mustache.path = path;
  mustache.params = params;
}

/** Makes the path that names a partial a call of the helper: Handlebars wants a helper in parentheses. */
export function insertName(partial: Partial, path: PathExpression, index: number): void {
  partial.name = helperCall(path, index);
}

function helperCall(path: Expression, index: number): SubExpression {
  const { loc } = path;
  const helper = { original: ESCAPE, parts: [ESCAPE], depth: 0, data: false, loc };
  return {
    type: 'SubExpression',
    path: { type: 'PathExpression', ...helper },
    params: [path, { type: 'NumberLiteral', value: index, original: index, loc }],
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
