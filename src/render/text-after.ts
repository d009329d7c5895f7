import type { Statement } from './syntax.ts';

/**
 * The fixed text that is printed right behind a statement; undefined where it depends on the view.
 *
 * @param endsFile whether the end of these statements is the end of the file, and so of a line
 */
export function textAfter(
  body: readonly Statement[],
  index: number,
  endsFile: boolean,
): string | undefined {
  for (const node of body.slice(index + 1)) {
    if (node.type === 'ContentStatement') {
      if (node.value !== '') return node.value;
    } else if (node.type !== 'CommentStatement' && node.type !== 'DecoratorBlock') {
      return undefined;
    }
  }
  return endsFile ? '\n' : undefined;
}
