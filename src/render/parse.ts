// The parser alone: all of Handlebars takes several times as long to load.
import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';

import { LvsgenError } from '../diagnostic.ts';
import { refusedAt } from './refusal.ts';
import type { Program } from './syntax.ts';

/**
 * Parses a template; whitespace control has been applied to the tree.
 *
 * @throws LvsgenError for text that is not a Handlebars template, or has carriage returns.
 */
export function parseTemplate(file: string, text: string): Program {
  const carriageReturn = text.indexOf('\r');
  if (carriageReturn >= 0) {
    const before = text.slice(0, carriageReturn).split('\n');
    throw refusedAt(
      { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      'The template holds a carriage return, which shells take for a character of the word before it.',
      'Save the template with LF line ends.',
    );
  }
  try {
    const program = parse(text) as unknown as Program;
    refuseDeep(program, file);
    return program;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof LvsgenError) throw error;
    throw new LvsgenError([
      {
        severity: 'error',
        message: `The template is no valid Handlebars: ${reasonOf(error)}`,
        hint: 'Close every block with the name that opened it, and write \\{{ for two literal braces.',
        file,
        position: positionOf(error),
      },
    ]);
  }
}

/** How many blocks may stand in each other. */
const deepest = 100;

/** Level by level, since what goes down by calls of itself has no more room for it than what comes later. */
function refuseDeep(program: Program, file: string): void {
  let level: readonly Program[] = [program];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) {
      const [{ line, column } = { line: 1, column: 0 }] = level.map(({ loc }) => loc.start);
      throw refusedAt(
        { file, line, column: column + 1 },
        `More than ${deepest} blocks stand in each other.`,
        'Move what is inside to a partial.',
      );
    }
    level = level.flatMap(({ body }) =>
      body.flatMap((node) =>
        node.type === 'BlockStatement' || node.type === 'DecoratorBlock'
          ? [node.program ?? [], node.inverse ?? []].flat()
          : [],
      ),
    );
  }
}

/** Its generated parser lists every token that would do, by names of its own. */
function reasonOf({ message }: Error): string {
  const got = /\bgot '(\w+)'\s*$/.exec(message)?.[1];
  if (got === undefined) return message.replaceAll(/\s*\n\s*/g, ' ');
  return got === 'EOF' ? 'it ends inside a block.' : 'what stands here cannot stand here.';
}

/** Handlebars' own errors carry a position, those of its generated parser only name the line. */
function positionOf(error: Error & { lineNumber?: unknown; column?: unknown }): {
  line: number;
  column: number;
} {
  const { lineNumber, column } = error;
  if (typeof lineNumber === 'number' && typeof column === 'number') {
    return { line: lineNumber, column: column + 1 };
  }
  return { line: Number(/on line (\d+)/.exec(error.message)?.[1] ?? 1), column: 1 };
}
