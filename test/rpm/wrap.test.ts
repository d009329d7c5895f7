import { expect, it } from 'vitest';
import { wrap } from '../../src/rpm/spec.ts';

it('breaks a text at blanks, so that lines are as long as rpmlint wants them at most', () => {
  const line = 'four '.repeat(15).trim();
  expect(wrap(`${line} four four`)).toEqual([`${line} four`, 'four']);
  expect(wrap(`${line} five`)).toEqual([`${line} five`]);
  expect(wrap(`${line} fives`)).toEqual([line, 'fives']);
  expect(wrap(`a ${'b'.repeat(100)} c`)).toEqual(['a', 'b'.repeat(100), 'c']);
});
