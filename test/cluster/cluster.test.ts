import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { bootSystemd, expectPassed, longest, makeArchive, runScenarios } from './guest.ts';
import { checksIn, ofKeepalived, renderScenarios, renderSystemd, scenarios } from './scenarios.ts';

const targets = ['el6', 'el7'];
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-cluster-'));
const printed = new Map<string, Promise<string>>();

// All guests at once: the tests wait for what they are about.
beforeAll(() => {
  const cluster = join(folder, 'cluster');
  renderScenarios(join(cluster, 'rendered'));
  renderSystemd(join(cluster, 'systemd/rendered'), join(cluster, 'systemd/upgraded'));
  const archive = join(folder, 'archive');
  makeArchive(archive, cluster);
  for (const target of [...targets, 'keepalived'])
    printed.set(target, runScenarios(archive, target));
  printed.set('systemd', bootSystemd(archive));
}, longest);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ofTargets = targets.flatMap((guest) =>
  scenarios.filter(({ targets }) => targets.includes(guest)).map((one) => ({ guest, ...one })),
);
const ofSystemd = ['first-boot', 'second-boot'].map((name) => {
  return { guest: 'systemd', name, checks: checksIn(`systemd/${name}.bash`) };
});

describe.for([...ofTargets, ...ofKeepalived, ...ofSystemd])('$guest $name', (scenario) => {
  test.for(scenario.checks)('%s', { timeout: longest }, async (check) => {
    expectPassed((await printed.get(scenario.guest)) ?? '', scenario.name, check);
  });
});
