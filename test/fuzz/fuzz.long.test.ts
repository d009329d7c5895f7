import { expect, it } from 'vitest';
import { killEverywhere, failingDisks, fuzzConfigText, fuzzModel, fuzzPrograms } from './index.ts';
import { fuzzTemplates, type Outcome, plantedLinks, renderAtOnce } from './index.ts';
import { sandboxLacks } from './sandbox.ts';

const seed = 2;
const samples: Readonly<Record<string, () => Promise<Outcome>>> = {
  'any text of a config': () => fuzzConfigText({ seed, runs: 500 }),
  'any value of a program': () => fuzzPrograms({ seed, runs: 500 }),
  'any text in any place of a config': () => fuzzModel({ seed, runs: 40, nodes: 6 }),
  'any change of a template': () => fuzzTemplates({ seed, runs: 40, nodes: 6 }),
  'anything planted where files are written': () => plantedLinks({ seed, runs: 60 }),
  'every command that writes, killed': () => killEverywhere({ seed, runs: 3 }),
  'two renders at once': () => renderAtOnce({ seed, runs: 2 }),
};

it.for(Object.keys(samples))('%s', { timeout: 300_000 }, async (name) => {
  const outcome = await samples[name]?.();
  expect(outcome?.failures).toEqual([]);
  expect(outcome?.runs).toBeGreaterThan(1);
});

it.skipIf(sandboxLacks() !== '')(
  'disks that are full, or may not be written',
  { timeout: 300_000 },
  async () => {
    const { failures } = await failingDisks({ seed, runs: 1 });
    expect(failures).toEqual([]);
  },
);
