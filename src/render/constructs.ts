import { Refusal } from './refusal.ts';
import type { Block, Expression, Hash, Mustache, PathExpression, Program } from './syntax.ts';

/** The blocks that a template may use. */
const BLOCKS = ['if', 'unless', 'each', 'with'] as const;
export type BlockName = (typeof BLOCKS)[number];

/** What to do instead of a computation. */
export const PLAIN =
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
    if (
      !/^[A-Za-z_]\w*$/.test(name) ||
      name.endsWith('this') ||
      BLOCKS.some((known) => known === name)
    ) {
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
    throw new Refusal(
      'A sub-expression: templates have no helpers, they only print values.',
      PLAIN,
    );
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

/** Whether there are arguments by name. */
export function hasPairs(hash: Hash | undefined): boolean {
  return (hash?.pairs.length ?? 0) > 0;
}
