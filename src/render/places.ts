import type { Place } from './refusal.ts';
import type { Content, Located, Program } from './syntax.ts';

/** Where a node begins in the template of that file name. */
export function placeOf(file: string, { loc }: Located): Place {
  return { file, line: loc.start.line, column: loc.start.column + 1 };
}

/** Where a template ends. */
export function endOf(file: string, program: Program): Place {
  const { line, column } = program.body.at(-1)?.loc.end ?? { line: 1, column: 0 };
  return { file, line, column: column + 1 };
}

/** The place of a character of what a content node prints. */
export function placeInContent(file: string, content: Content, offset: number): Place {
  // Whitespace control takes characters off both ends; it is those at the beginning that count here.
  const stripped = Math.max(0, content.original.indexOf(content.value));
  const before = content.original.slice(0, stripped + offset).split('\n');
  const { line, column } = content.loc.start;
  const last = before.at(-1)?.length ?? 0;
  return {
    file,
    line: line + before.length - 1,
    column: before.length === 1 ? column + last + 1 : last + 1,
  };
}
