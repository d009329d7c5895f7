import { checkedBlock, interpolatedPath } from './constructs.ts';
import type { Findings } from './findings.ts';
import { checkedPartial, inlineName, type PartialCall } from './partial-constructs.ts';
import { endOf, placeInContent, placeOf } from './places.ts';
import { Refusal, locating } from './refusal.ts';
import type { Escape, Scanner } from './scanner.ts';
import type { Block, Mustache, Partial, Program, Statement } from './syntax.ts';
import { textAfter } from './text-after.ts';

const SAME_PLACE = 'Let every branch begin and end at the same place, best at the start of a line.';

/**
 * Follows a template's text through all of its branches and decides for each interpolation how to escape it.
 *
 * @param whole whether it is a file's template, not a partial: those are called in the middle of a file
 * @throws LvsgenError for everything that a template may not hold, with its place.
 */
export function inspect<State>(
  scanner: Scanner<State>,
  file: string,
  program: Program,
  whole: boolean,
): Findings {
  const sites = new Map<Mustache, Escape>();
  const calls = new Map<Partial, PartialCall>();
  const inlines = new Map<string, Program>();

  function walk(part: Program, begin: State): State {
    return part.body.reduce(
      (state, node, index) =>
        locating(
          (offset) =>
            node.type === 'ContentStatement'
              ? placeInContent(file, node, offset)
              : placeOf(file, node),
          () => step(part, state, node, index),
        ),
      begin,
    );
  }

  function step(part: Program, state: State, node: Statement, index: number): State {
    switch (node.type) {
      case 'ContentStatement':
        return scanner.advance(state, node.value);
      case 'MustacheStatement': {
        interpolatedPath(node);
        const after = textAfter(part.body, index, whole && part === program);
        const verdict = scanner.interpolate(state, after);
        sites.set(node, verdict.escape);
        return verdict.state;
      }
      case 'BlockStatement':
        return walkBlock(node, state);
      case 'PartialStatement':
        callPartial(node, state);
        return state;
      case 'DecoratorBlock':
        defineInline(part, node);
        return state;
      case 'CommentStatement':
        return state;
      case 'Decorator':
      case 'PartialBlockStatement':
        throw new Refusal(
          'A decorator or a partial with a block: templates only know {{#*inline "name"}}.',
          'Use {{> partial name=path}} or an inline partial.',
        );
    }
  }

  function walkBlock(block: Block, state: State): State {
    const { name } = checkedBlock(block);
    const inverse = block.inverse === undefined ? state : walk(block.inverse, state);
    if (name !== 'each') return meet(name, branch(block.program, state), inverse);
    let begin = state;
    for (;;) {
      const joined = meet(name, begin, branch(block.program, begin));
      // A second turn begins with the risks of the first one.
      if (same(joined, begin)) return meet(name, begin, inverse);
      begin = joined;
    }
  }

  function branch(part: Program | undefined, state: State): State {
    return part === undefined ? state : walk(part, state);
  }

  function meet(name: string, one: State, other: State): State {
    const joined = scanner.join(one, other);
    if (joined !== undefined) return joined;
    const places = `${scanner.describe(one)} and ${scanner.describe(other)}`;
    throw new Refusal(
      `The ways through {{#${name}}} end in different places: ${places}. What follows would mean different things.`,
      SAME_PLACE,
    );
  }

  function callPartial(partial: Partial, state: State): void {
    calls.set(partial, checkedPartial(partial));
    requireNeutral(state, 'A partial is called');
  }

  function defineInline(part: Program, block: Block): void {
    const name = inlineName(block);
    if (part !== program || inlines.has(name) || block.program === undefined) {
      throw new Refusal(
        `The inline partial ${name} is defined twice, or inside a block.`,
        'Define it once, outside of all blocks.',
      );
    }
    inlines.set(name, block.program);
    requireNeutral(walk(block.program, scanner.neutral), `The inline partial ${name} ends`);
  }

  function requireNeutral(state: State, what: string): void {
    if (same(state, scanner.neutral)) return;
    throw new Refusal(
      `${what} ${scanner.describe(state)}: it has to be outside of everything, where a line or a command begins.`,
      'Close what is open, and let whole lines be a partial.',
    );
  }

  const end = walk(program, scanner.neutral);
  locating(
    () => endOf(file, program),
    () => {
      requireNeutral(whole ? scanner.finish(end) : end, 'The template ends');
    },
  );
  return { sites, calls, inlines };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
