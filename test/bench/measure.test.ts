import { expect, it } from 'vitest';
import { measure, median } from './measure.ts';
import type { Bench, Row } from './row.ts';
import { rows } from './rows.ts';
import { table } from './table.ts';

const bench: Bench = {
  folder: () => expect.fail('no folder is needed'),
  lvsgen: () => expect.fail('no package is needed'),
};

/** A row whose sides take what is listed, round by round. */
function rowOf(what: number[], against: number[], more: Partial<Row> = {}): [Row, string[]] {
  const order: string[] = [];
  const side = (name: string, samples: number[]) => () => {
    order.push(name);
    return samples.shift() ?? NaN;
  };
  const sides = { what: side('what', what), against: side('against', against) };
  const texts = { name: 'row', what: 'this', against: 'that', toReach: 2 };
  return [{ ...texts, rounds: 3, prepare: () => sides, ...more }, order];
}

it('compares medians of alternating rounds, of which the first does not count', async () => {
  const [row, order] = rowOf([100, 5, 3, 4], [100, 2, 1, 9]);
  const outcome = await measure(row, bench);
  expect(outcome).toMatchObject({ ratio: 2, reached: true });
  expect(outcome).toHaveProperty('samples', { what: [5, 3, 4], against: [2, 1, 9] });
  expect(order.join(' ')).toBe('what against against what what against against what');
});

it('fails where a side yields no measurement', async () => {
  const [row] = rowOf([1, NaN], [1, 1]);
  await expect(measure(row, bench)).rejects.toThrow('row: NaN is no measurement');
});

it('says what is missing, and marks what is missed', async () => {
  const [slow] = rowOf([1, 5, 5, 5], [1, 2, 2, 2]);
  const [other] = rowOf([], [], { missing: () => ['envsubst'] });
  const outcomes = [await measure(slow, bench), await measure(other, bench)];
  expect(table(outcomes).split('\n').slice(2)).toEqual([
    '| this | that             | 2.50  | 2        | 3      | 5 / 2 ms | missed                          |',
    '| this | that             | -     | 2        | -      | -        | not measured, missing: envsubst |',
    '',
  ]);
});

it('takes the mean of the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it('has a name of its own for every row', () => {
  const names = rows.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
