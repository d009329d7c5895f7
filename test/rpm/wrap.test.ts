import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrap } from '../../src/rpm/spec.ts';

it('breaks a text at blanks, so that lines are as long as rpmlint wants them at most', () => {
  const line = 'four '.repeat(15).trim();
  expect(wrap(`${line} four four`)).toEqual([`${line} four`, 'four']);
  expect(wrap(`${line} five`)).toEqual([`${line} five`]);
  expect(wrap(`${line} fives`)).toEqual([line, 'fives']);
  expect(wrap(`a ${'b'.repeat(100)} c`)).toEqual(['a', 'b'.repeat(100), 'c']);
});

it('begins no line with a percent sign and ends none in a backslash', () => {
  const word = fc.string({
    unit: fc.constantFrom('%', '\\', 'a', '#'),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
      const text = `The ${words.join(' ')}.`;
      const lines = wrap(text);
      expect(lines.join(' ')).toBe(text);
      for (const line of lines) expect(line).not.toMatch(/^%|\\$/);
    }),
  );
});
