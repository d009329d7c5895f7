import { Refusal } from './refusal.ts';
import type {
  Block,
  Expression,
  Hash,
  Mustache,
  Partial,
  PathExpression,
  Program,
} from './syntax.ts';

/** The blocks that a template may use. */
const BLOCKS = ['if', 'unless', 'each', 'with'] as const;
export type BlockName = (typeof BLOCKS)[number];

const PLAIN =
  'Compute the value in the view, under a name of its own, and use that name in the template.';

/**
 * The path that an interpolation prints.
 *
 * @throws Refusal for an unescaped interpolation, a helper, a literal, and a path as in {@link checkedPath}.
 */
export function interpolatedPath(mustache: Mustache): PathExpression {
  if (!mustache.escaped) {
    throw new Refusal(
      'An interpolation that asks not to be escaped, with {{{…}}} or {{&…}}: the value could become code.',
      'Write {{…}}; it is escaped for the place where it lands.',
    );
  }
  if (mustache.params.length > 0 || hasPairs(mustache.hash)) {
    throw new Refusal('A helper call: templates have no helpers, they only print values.', PLAIN);
  }
  return checkedPath(mustache.path);
}

/**
 * What kind of block it is, and the path that it looks at.
 *
 * @throws Refusal for any other block, and for arguments that the block does not take.
 */
export function checkedBlock(block: Block): { name: BlockName; path: PathExpression } {
  const written = block.path.type === 'PathExpression' ? block.path.original : '';
  const name = BLOCKS.find((known) => known === written);
  const [argument, ...more] = block.params;
  if (name === undefined) {
    throw new Refusal(
      `The block {{#${written}}} is unknown: there are only {{#if}}, {{#unless}}, {{#each}} and {{#with}}.`,
      'Use one of these.',
    );
  }
  if (argument === undefined || more.length > 0 || hasPairs(block.hash)) {
    throw new Refusal(`{{#${name}}} takes exactly one path.`, PLAIN);
  }
  checkNames(block.program);
  return { name, path: checkedPath(argument) };
}

/** A block parameter that has the name of a block or of a helper would take its place. */
function checkNames(program: Program | undefined): void {
  for (const name of program?.blockParams ?? []) {
    if (!/^[A-Za-z_]\w*$/.test(name) || /this$/.test(name) || BLOCKS.some((known) => known === name)) {
      throw new Refusal(
        `The block parameter ${name} is no plain name, or the name of a block.`,
        'Use another name, of letters, digits and underscores.',
      );
    }
  }
}

/**
 * Checks an expression that has to be a path into the view.
 *
 * @throws Refusal for literals, sub-expressions, and data of outer loops (`@../index`).
 */
export function checkedPath(expression: Expression): PathExpression {
  if (expression.type === 'SubExpression') {
    throw new Refusal('A sub-expression: templates have no helpers, they only print values.', PLAIN);
  }
  if (expression.type !== 'PathExpression') {
    throw new Refusal('A literal where the path of a value is expected.', 'Write the text itself.');
  }
  if (expression.data && expression.depth > 0) {
    throw new Refusal(
      `${expression.original} reaches into the loop around.`,
      'Name the index: {{#each list as |item index|}}.',
    );
  }
  return expression;
}

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
    throw new Refusal('A partial takes one context.', 'Add values by name: {{> partial name=path}}.');
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
    if (!BLOCKS.some((known) => known === path.original)) return { path };
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

function hasPairs(hash: Hash | undefined): boolean {
  return (hash?.pairs.length ?? 0) > 0;
}
