import { PLAIN, checkedPath, hasPairs } from './constructs.ts';
import { Refusal } from './refusal.ts';
import type { Block, Expression, Literal, Partial, PathExpression } from './syntax.ts';

/** How a partial is called. */
export interface PartialCall {
  /** The name that is written out, or the path that holds it. */
  readonly name: string | PathExpression;
  /** The part of the view that it is given. */
  readonly context: PathExpression | undefined;
  /** The values that are added to it. */
  readonly added: readonly (readonly [string, PathExpression | Literal])[];
}

/**
 * How a partial is called.
 *
 * @throws Refusal for arguments that are neither paths nor literals, and for `@partial-block`.
 */
export function checkedPartial(partial: Partial): PartialCall {
  const [context, ...more] = partial.params;
  if (more.length > 0) {
    throw new Refusal(
      'A partial takes one context.',
      'Add values by name: {{> partial name=path}}.',
    );
  }
  return {
    name: partialName(partial.name),
    context: context === undefined ? undefined : checkedPath(context),
    added: (partial.hash?.pairs ?? []).map(({ key, value }) => [key, checkedArgument(value)]),
  };
}

function checkedArgument(value: Expression): PathExpression | Literal {
  return 'value' in value ? value : checkedPath(value);
}

function partialName(name: Expression): string | PathExpression {
  if (name.type === 'SubExpression' && name.params.length === 0 && !hasPairs(name.hash)) {
    return checkedPath(name.path);
  }
  if (name.type === 'PathExpression' && !name.data) return name.original;
  if (name.type === 'StringLiteral' || name.type === 'NumberLiteral') {
    return String(name.original);
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
