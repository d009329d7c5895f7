import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { forEachPooled } from '../../src/output/pool.ts';

describe('the pool', () => {
  it('does every item once, never more than the limit at a time', async () => {
    const done: number[] = [];
    let active = 0;
    let most = 0;
    await forEachPooled(Array(50).keys(), 8, async (item) => {
      most = Math.max(most, ++active);
      await setTimeout(item % 3);
      active -= 1;
      done.push(item);
    });
    expect(done.sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
    expect(most).toBe(8);
  });

  it('begins nothing after a failure and leaves nothing under way', async () => {
    const begun: number[] = [];
    let active = 0;
    const work = forEachPooled([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      active += 1;
      await setTimeout(item === 2 ? 1 : 20);
      active -= 1;
      if (item === 2) throw new Error('two');
    });
    await expect(work).rejects.toThrow('two');
    expect([begun, active]).toEqual([[1, 2], 0]);
  });
});
