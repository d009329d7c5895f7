import { expect, test } from 'vitest';
import { el6Init, everyShell } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';

type Run = [cluster: string, action: string];

const clusters = {
  web: { vips: [vip, otherVip], arp: { ignore: 1 } },
  mail: { vips: [otherVip, '192.168.10.14'], arp: { ignore: 8 } },
};
const rounds = 5;

async function inTurn(host: Host, runs: Run[]): Promise<void> {
  for (const [cluster, action] of runs) await host.does(cluster, action);
}

async function reset(host: Host): Promise<void> {
  await inTurn(host, [
    ['web', 'stop'],
    ['mail', 'stop'],
  ]);
}

/** What two runs leave behind that follow each other, in the one order and in the other. */
async function serialOutcomes(host: Host, given: Run[], [a, b]: [Run, Run]): Promise<string[][]> {
  const outcomes = [];
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    await inTurn(host, [...given, ...order]);
    outcomes.push(await snapshot(host));
    await reset(host);
  }
  return outcomes;
}

interface Case {
  given: Run[];
  pair: [Run, Run];
}
const cases: Case[] = [
  { given: [], pair: [['web', 'start'], ['web', 'start']] },
  { given: [], pair: [['web', 'start'], ['web', 'stop']] },
  { given: [['web', 'start']], pair: [['web', 'stop'], ['web', 'stop']] },
  { given: [['web', 'start']], pair: [['web', 'restart'], ['web', 'stop']] },
  { given: [], pair: [['web', 'start'], ['mail', 'start']] },
  { given: [['mail', 'start']], pair: [['web', 'start'], ['mail', 'stop']] },
  { given: [['web', 'start'], ['mail', 'start']], pair: [['web', 'stop'], ['mail', 'stop']] },
];

describeKernel('two at once end as if one had followed the other', () => {
  for (const [i, { given, pair }] of cases.entries()) {
    const flavour = everyShell[i % 3] ?? el6Init;
    const what = [given, pair].map((runs) => runs.map((run) => run.join(' ')).join(' | '));
    test(`${what.join(' -> ')}: ${flavour.name}`, async () => {
      const host = await Host.with(flavour, clusters);
      const outcomes = await serialOutcomes(host, given, pair);
      for (let round = 0; round < rounds; round++) {
        await inTurn(host, given);

        const ended = await Promise.all(
          pair.map(([cluster, action]) => host.service(cluster, action)),
        );

        expect(ended.map(({ code }) => code)).toEqual([0, 0]);
        expect(await exposed(host)).toEqual([]);
        expect(outcomes).toContainEqual(await snapshot(host));
        await reset(host);
      }
    });
  }
});
