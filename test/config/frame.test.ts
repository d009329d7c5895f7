import { describe, expect, it } from 'vitest';

import { codeFrame } from '../../src/base/diagnostic.ts';

function frameOf(text: string, word: string): string[] {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return codeFrame(text.trimEnd().split('\n'), place, word.length).split('\n');
}

describe('a code frame', () => {
  it('shows two lines before and one after, with carets under the word', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line${index + 1}: x`).join('\n');
    expect(frameOf(text, 'line9')).toEqual([
      '   7 | line7: x',
      '   8 | line8: x',
      '>  9 | line9: x',
      '     | ^^^^^',
      '  10 | line10: x',
    ]);
  });

  it('counts a tab as the spaces that it is shown as', () => {
    expect(frameOf('\ta:\tbad', 'bad')).toEqual(['> 1 |     a:    bad', '    |           ^^^']);
  });

  it('counts wide characters twice', () => {
    expect(frameOf('公网: 坏', '坏')).toEqual(['> 1 | 公网: 坏', '    |       ^^']);
    expect(frameOf('😀: bad', 'bad')).toEqual(['> 1 | 😀: bad', '    |     ^^^']);
  });

  it('cuts long lines around the caret', () => {
    const text = `short\n${'x'.repeat(300)}bad${'y'.repeat(300)}`;
    expect(frameOf(text, 'bad')).toEqual([
      '  1 | …',
      `> 2 | …${'x'.repeat(40)}bad${'y'.repeat(57)}…`,
      `    |  ${' '.repeat(40)}^^^`,
    ]);
  });

  it('marks a stretch of several lines on its first', () => {
    expect(codeFrame(['a: |', '  b'], { line: 1, column: 4 }, 5).split('\n')).toEqual([
      '> 1 | a: |',
      '    |    ^',
      '  2 |   b',
    ]);
  });
});
