import type { Position } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { renderedTextOf } from '../render/rendered-file.ts';
import { alikeIn } from './alike.ts';
import { shapeOf } from './shape.ts';
import type { CommentedFile, ShellCheckComment } from './shellcheck.ts';

/**
 * Lints the first file of each shape and tells of all others what was found in it, at the place that it has there. A
 * file of which that cannot be told, since a comment is about a value, is linted itself.
 */
export async function lintOncePerShape(
  files: readonly RenderedFile[],
  lint: (files: readonly RenderedFile[]) => Promise<readonly CommentedFile[]>,
): Promise<readonly CommentedFile[]> {
  const { firsts, others } = alikeIn(files, shapeOf);
  const found = await lint(firsts);
  const moved = found.flatMap(({ file: first, comments }) =>
    (others.get(first) ?? []).map((file) => ({
      file,
      comments: comments.map((comment) => moveComment(comment, first, file)),
    })),
  );
  const told = moved.flatMap(({ file, comments }) => {
    const known = comments.filter((comment) => comment !== undefined);
    return known.length === comments.length ? [{ file, comments: known }] : [];
  });
  const left = moved.filter(({ comments }) => comments.includes(undefined));
  const rest = left.length === 0 ? [] : await lint(left.map(({ file }) => file));
  return [...found, ...told, ...rest];
}

/** The comment as it would be on another file of the same shape; undefined if it is about a value. */
function moveComment(
  comment: ShellCheckComment,
  from: RenderedFile,
  to: RenderedFile,
): ShellCheckComment | undefined {
  const [one, other] = [renderedTextOf(from), renderedTextOf(to)];
  // Files of one shape are equal where their values are not known.
  if (one === undefined || other === undefined) return comment;
  const isAboutValue = one.values.some(
    (value, index) => value !== other.values[index] && comment.message.includes(bare(value)),
  );
  if (isAboutValue) return undefined;
  const offset = offsetOf(from.content, comment);
  let [start, moved] = [0, 0];
  for (const [index, text] of one.skeleton.fixed.entries()) {
    if (offset >= start && offset <= start + text.length) {
      return { ...comment, ...positionOf(to.content, moved + offset - start) };
    }
    start += text.length + (one.values[index] ?? '').length;
    moved += text.length + (other.values[index] ?? '').length;
  }
  return undefined;
}

function bare(word: string): string {
  return word.replace(/^'(.*)'$/s, '$1');
}

/** Columns are counted in characters. */
function offsetOf(content: string, { line, column }: Position): number {
  const lines = content.split('\n').slice(0, line);
  const last = Array.from(lines.pop() ?? '').slice(0, column - 1);
  return [...lines, last.join('')].join('\n').length;
}

function positionOf(content: string, offset: number): Position {
  const lines = content.slice(0, offset).split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}
