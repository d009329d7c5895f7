import { afterAll, beforeAll, describe, test } from 'vitest';
import { TemporaryFolder } from './folder.ts';
import { prepare } from './place.ts';
import { longest, Run } from './run.ts';
import { listScenarios } from './scenarios.ts';

const targets = ['el6', 'el7'];
const scenarios = listScenarios();
const temporary = new TemporaryFolder();
const runs = new Map<string, Run>();

// Both at once: the tests wait for what they are about.
beforeAll(() => {
  const command = prepare(scenarios, temporary);
  for (const target of targets) runs.set(target, new Run(command(target)));
}, longest);

afterAll(async () => {
  for (const run of runs.values()) await run.end();
  await temporary.remove();
});

for (const target of targets)
  for (const { name, checks } of scenarios.filter((one) => one.targets.includes(target)))
    describe(`${target} ${name}`, { timeout: longest }, () => {
      test.for(checks)('%s', async (check) => {
        const problem = await runs.get(target)?.console.problem(name, check);
        if (problem !== undefined) throw new Error(problem);
      });
    });
