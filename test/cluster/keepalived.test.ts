import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { parse } from 'yaml';
import type { Config } from '../../src/index.ts';
import { TemporaryFolder } from './folder.ts';
import { boot, inRoot, makeRoot, packed } from './place.ts';
import { renderInto } from './render.ts';
import { longest, Run } from './run.ts';
import { checksIn, folder } from './scenarios.ts';

// Directors with a real keepalived, that of Debian, which reads what is rendered for el9.
const wanted = process.env['SCENARIOS']?.split(/[ ,]+/);
const names = readdirSync(join(folder, 'keepalived'))
  .flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? [])
  .filter((name) => wanted?.includes(name) ?? true)
  .sort();
const temporary = new TemporaryFolder();
let run: Run;

beforeAll(() => {
  const root = makeRoot(join(temporary.path, 'root'));
  for (const name of names) {
    const text = readFileSync(join(folder, 'keepalived', `${name}.yaml`), 'utf8');
    const config = parse(text) as { clusters: { web: { director: { realServers: object[] } } } };
    const to = join(root.path, 'cluster/rendered', name);
    renderInto(join(to, 'as-is'), config as unknown as Config);
    config.clusters.web.director.realServers.pop();
    if (name === 'dr') renderInto(join(to, 'without-last'), config as unknown as Config);
  }
  const { path, kernel } = root;
  const program = '/cluster/keepalived/run.bash';
  // The clock of a guest counts instructions: what a check sees does not depend on what else this machine does, and to
  // wait takes no time.
  const clock = ['-icount', 'shift=0,sleep=off'];
  run = new Run(
    kernel === undefined
      ? inRoot(path, program)
      : boot(
          kernel,
          ['-no-reboot', '-initrd', packed(path), ...clock],
          `panic=-1 PROGRAM=${program} ARGUMENT=all`,
        ),
  );
}, longest);

afterAll(async () => {
  await run.end();
  await temporary.remove();
});

for (const name of names)
  describe(`keepalived ${name}`, { timeout: longest }, () => {
    test.for(checksIn(`keepalived/${name}.bash`))('%s', async (check) => {
      const problem = await run.console.problem(name, check);
      if (problem !== undefined) throw new Error(problem);
    });
  });
