// What only shows in a process of its own: an interrupt while a revision is written out, and while its config runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../output/tree.ts';
import { git, putAll, repository, snapshot, useGit } from '../revision/repository.ts';
import { bin } from './bin.ts';
import { fourLines } from './project.ts';

const place = useGit();
const config = `export default { clusters: { web: { mode: 'dr', vips: ['10.0.0.1'], targets: ['el6'] } } };`;

/** Interrupts `lvsgen diff`, and not git, as soon as a file is there. */
async function interrupt(
  folder: string,
  started: string,
  [signal, code]: readonly [NodeJS.Signals, number] = ['SIGINT', 130],
): Promise<void> {
  const before = snapshot(folder);
  const child = spawn(process.execPath, [bin, 'diff', 'HEAD'], {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
  });
  const group = -Number(child.pid);
  onTestFinished(() => {
    try {
      process.kill(group, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  });
  const ended = once(child, 'exit');
  await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
  expect(readdirSync(place.temporary)).toHaveLength(1);
  child.kill(signal);
  expect(await ended).toEqual([code, null]);
  expect(readdirSync(place.temporary)).toEqual([]);
  expect(snapshot(folder)).toEqual(before);
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('leaves nothing on %s when git is at work', async (...ending) => {
  const started = join(temporaryFolder(), 'started');
  const folder = repository({ '.gitattributes': '*.yaml filter=slow\n', 'lvsgen.yaml': fourLines });
  git(folder, 'config', 'filter.slow.smudge', `: >'${started}'; sleep 20; cat`);
  await interrupt(folder, started, ending);
});

it('leaves nothing when the config runs', async () => {
  const started = join(temporaryFolder(), 'started');
  const folder = repository({
    'lvsgen.ts': [
      `import { writeFileSync } from 'node:fs';`,
      `writeFileSync('${started}', '');`,
      `await new Promise((done) => setTimeout(done, 20_000));`,
    ].join('\n'),
  });
  putAll(folder, {
    'lvsgen.ts': config,
  });
  await interrupt(folder, started);
});
