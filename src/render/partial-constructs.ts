import { PLAIN, checkedPath, hasPairs } from './constructs.ts';
import { Refusal } from './refusal.ts';
import type { Block, Expression, Partial, PathExpression } from './syntax.ts';

/** What Handlebars would call instead of looking into the view. */
const HELPERS = /^(?:if|unless|each|with|log|lookup|helperMissing|blockHelperMissing)$/;
/** The name of a partial that is written out, or the path that holds the name. */
export type PartialName = { readonly fixed: string } | { readonly path: PathExpression };

/**
 * How a partial is called: by which name, on which part of the view, with which values in addition.
 *
 * @throws Refusal for arguments that are neither paths nor literals, and for `@partial-block`.
 */
export function checkedPartial(partial: Partial): {
  name: PartialName;
  context: PathExpression | undefined;
} {
  const [context, ...more] = partial.params;
  if (more.length > 0) {
    throw new Refusal(
      'A partial takes one context.',
      'Add values by name: {{> partial name=path}}.',
    );
  }
  for (const { value } of partial.hash?.pairs ?? []) checkArgument(value);
  return {
    name: partialName(partial.name),
    context: context === undefined ? undefined : checkedPath(context),
  };
}

function checkArgument(value: Expression): void {
  const { type } = value;
  if (type === 'StringLiteral' || type === 'NumberLiteral' || type === 'BooleanLiteral') return;
  checkedPath(value);
}

function partialName(name: Expression): PartialName {
  if (name.type === 'SubExpression' && name.params.length === 0 && !hasPairs(name.hash)) {
    const path = checkedPath(name.path);
    if (!HELPERS.test(path.original)) return { path };
  }
  if (name.type === 'PathExpression' && !name.data) return { fixed: name.original };
  if (name.type === 'StringLiteral' || name.type === 'NumberLiteral') {
    return { fixed: String(name.original) };
  }
  throw new Refusal(
    'The name of a partial is neither fixed nor a path in parentheses.',
    'Write {{> name}}, or {{> (path)}} for a name that the view holds.',
  );
}

/**
 * The name of an inline partial.
 *
 * @throws Refusal for any other decorator.
 */
export function inlineName(block: Block): string {
  const [name, ...more] = block.params;
  const isInline = block.path.type === 'PathExpression' && block.path.original === 'inline';
  if (isInline && name?.type === 'StringLiteral' && more.length === 0 && !hasPairs(block.hash)) {
    return String(name.value);
  }
  throw new Refusal('A decorator other than {{#*inline "name"}}.', PLAIN);
}
