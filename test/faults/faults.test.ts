import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../docs/markdown.ts';
import { withPart } from '../docs/parts.ts';
import { temporaryFolder } from '../kernel/machine.ts';
import { describeKernel } from '../kernel/requirements.ts';
import { tablesInWords } from './document.ts';
import { inWords, observationOf, type Experiment } from './experiment.ts';
import { differences, exposedIn, parseHost } from './host-state.ts';
import { Namespaces } from './lab.ts';
import { mutants, writeMutant } from './mutants.ts';
import { makeRoot } from './place.ts';
import { coveringExperiments, everyExperiment } from './plan.ts';
import { exposures } from './references.ts';
import { subjects } from './subjects.ts';

const subject = subjects.find(({ name }) => name === 'dr-el8-dash') ?? fail();

function fail(): never {
  throw new Error('There is no such script to try');
}

describeKernel('a sample of the experiments', () => {
  test('a start that goes wrong', { timeout: 120_000 }, async () => {
    const root = join(temporaryFolder(), 'root');
    makeRoot(root, [subject]);
    const experiments = (['kill-before', 'fails', 'full', 'term'] as const).map(
      (fault, i): Experiment => ({
        subject: subject.name,
        state: 'clean',
        action: 'start',
        injection: { step: 'any', nth: 5 + 2 * i, fault },
        then: ['start', 'stop'],
      }),
    );
    let count = 0;

    for await (const notes of new Namespaces(root, 2).notesOn(experiments.map(inWords))) {
      const experiment = experiments[notes.number];
      if (experiment === undefined) throw new Error('Nobody asked for that');
      const { before, done, at, followers } = observationOf(experiment, notes);
      expect(at).toBeDefined();
      expect(exposures(before, done.host, done.answered, subject)).toEqual([]);
      expect(followers.map(({ code }) => code)).toEqual([0, 0]);
      expect(followers[1] && differences(before, followers[1].host)).toEqual([]);
      count++;
    }
    expect(count).toBe(experiments.length);
  });
});

test('every mutant still fits its template', () => {
  const folder = temporaryFolder();
  for (const [i, mutant] of mutants.entries()) writeMutant(mutant, join(folder, `${i}`));
});

test('RELIABILITY.md has the tables that the experiments are compared with', async () => {
  const document = 'RELIABILITY.md';
  expect(read(document)).toBe(await withPart(document, 'tables', tablesInWords()));
});

test.for([
  ['nothing', '', []],
  ['a VIP under the greater of two values', 'all 1 eth0 3', ['192.168.10.12']],
  ['a silenced VIP', 'all 1 eth0 0', []],
  ['a VIP with nothing set', 'all 0 eth0 0', ['192.168.10.12']],
] as const)('%s is exposed as the kernel has it', ([, values, exposed]) => {
  const settings = [...values.matchAll(/(\S+) (\d)/g)].map(
    ([, device, value]) => `/proc/sys/net/ipv4/conf/${device}/arp_ignore:${value}`,
  );
  const address = '3: lo    inet 192.168.10.12/32 scope global lo\\       valid_lft forever';

  expect(exposedIn(parseHost([address, ...settings].join('\n')))).toEqual(exposed);
});

test('fewer experiments let every step meet every fault', () => {
  const step = { name: '0123456789abcdef', kind: 'run', words: 'ip -batch -' } as const;
  const host = parseHost('');
  const done = { action: 'start', code: 0, said: '', host, answered: [] } as const;
  const seen = (['clean', 'started'] as const).map((state) => ({
    experiment: { subject: 'dr', state, action: 'start', then: ['start', 'stop'] } as const,
    before: host,
    done,
    steps: [step],
    status: { code: 0, said: '' },
    followers: [],
  }));

  const faults = new Set(everyExperiment(seen).map(({ injection }) => injection?.fault));
  const chosen = coveringExperiments(seen);

  expect(new Set(chosen.map(({ injection }) => injection?.fault))).toEqual(faults);
  expect(chosen).toHaveLength(faults.size);
  expect(new Set(chosen.map(({ state }) => state)).size).toBe(2);
});
