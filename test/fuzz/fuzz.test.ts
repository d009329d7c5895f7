// Samples with one seed, the same on every machine.
import { describe, expect, it } from 'vitest';
import { fuzzConfigText } from './config-text.ts';
import { textFault } from './documented.ts';
import { shrunk } from './outcome.ts';
import { fuzzPrograms } from './programs.ts';

const seed = 1;
const all = (runs: number): unknown => ({ runs, held: runs, failures: [] });

it('any text of a config is understood or refused as documented', async () => {
  expect(await fuzzConfigText({ seed, runs: 100 })).toEqual(all(100));
});

it('any value of a program is understood or refused as documented', async () => {
  expect(await fuzzPrograms({ seed, runs: 100 })).toEqual(all(100));
});

describe('what finds a fault', () => {
  it('sees what a terminal obeys, and a stack', () => {
    expect(textFault('a\u001b[2J')).toBe('prints U+1b as it is');
    expect(textFault('a \u202e b')).toBe('prints U+202e as it is');
    expect(textFault('x\n    at f (/a/b.ts:1:2)\n')).toBe('shows a stack');
  });

  it('makes a text small', async () => {
    const text = `${'a'.repeat(50)}<${'b'.repeat(70)}>`;
    expect(await shrunk(text, (one) => (/<.*>/.test(one) ? 'both' : undefined))).toBe('<>');
  });
});
