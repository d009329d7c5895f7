import { describe, expect, it } from 'vitest';

import { nearest } from '../../src/base/words.ts';

describe('the nearest word', () => {
  it.each([
    ['vip', ['vips', 'mode'], 'vips'],
    ['vpis', ['vips'], 'vips'],
    ['chkconfg', ['chkconfig'], 'chkconfig'],
    ['chkonfig', ['chkconfig'], 'chkconfig'],
    ['vipa', ['vips', 'vipb'], undefined],
    ['Targets', ['targets'], 'targets'],
    ['weight', ['vips', 'mode', 'arp'], undefined],
    ['el8', ['el6', 'el7'], undefined],
    ['x', ['arp'], undefined],
    ['', ['arp'], undefined],
    ['a'.repeat(100_000), ['arp'], undefined],
  ])('to %.10s', (word, candidates, near) => {
    expect(nearest(word, candidates)).toBe(near);
  });
});
