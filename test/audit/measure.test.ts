// The corpus keeps what is found in it: a fault that is missed, or told where there is none, fails.
import { expect, it } from 'vitest';
import { faults } from '../../src/audit/faults.ts';
import { measure } from './measure.ts';

const scores = measure();

it.each(Object.keys(faults))('%s', (key) => {
  const { found = 0, missed, wrong } = scores.get(key) ?? {};
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  expect(found).toBeGreaterThan(0);
});
