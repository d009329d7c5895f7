import { expect, test } from 'vitest';
import { inTurn } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';

type Run = [cluster: string, action: string];

const clusters = {
  web: { vips: [vip, otherVip], arp: { ignore: 1 } },
  mail: { vips: [otherVip, '192.168.10.14'], arp: { ignore: 8 } },
};
const rounds = 3;

async function oneByOne(host: Host, runs: Run[]): Promise<void> {
  for (const [cluster, action] of runs) await host.does(cluster, action);
}

async function reset(host: Host, runs: Run[]): Promise<void> {
  for (const cluster of new Set(runs.map(([name]) => name))) await host.does(cluster, 'stop');
}

/** What two runs leave behind that follow each other, in the one order and in the other. */
async function serialOutcomes(host: Host, given: Run[], pair: Run[]): Promise<string[][]> {
  const outcomes = [];
  for (const order of [pair, pair.toReversed()]) {
    await oneByOne(host, [...given, ...order]);
    outcomes.push(await snapshot(host));
    await reset(host, [...given, ...pair]);
  }
  return outcomes;
}

/** What was done before, and what is done at once. */
const cases = [
  ['', 'web start | web start'],
  ['', 'web start | web stop'],
  ['web start', 'web stop | web stop'],
  ['web start', 'web restart | web stop'],
  ['', 'web start | mail start'],
  ['mail start', 'web start | mail stop'],
  ['web start | mail start', 'web stop | mail stop'],
] as const;

const runsOf = (text: string): Run[] =>
  text === '' ? [] : text.split(' | ').map((run) => run.split(' ') as Run);

describeKernel('two at once end as if one had followed the other', () => {
  for (const [i, [before, atOnce]] of cases.entries()) {
    const flavour = inTurn(i);
    test(`${before} -> ${atOnce}: ${flavour.name}`, async () => {
      const given = runsOf(before);
      const pair = runsOf(atOnce);
      const host = await Host.with(flavour, clusters);
      const outcomes = await serialOutcomes(host, given, pair);
      for (let round = 0; round < rounds; round++) {
        await oneByOne(host, given);

        const ended = await Promise.all(
          pair.map(([cluster, action]) => host.service(cluster, action)),
        );

        expect(ended.map(({ code }) => code)).toEqual([0, 0]);
        expect(await exposed(host)).toEqual([]);
        expect(outcomes).toContainEqual(await snapshot(host));
        await reset(host, [...given, ...pair]);
      }
    });
  }
});
