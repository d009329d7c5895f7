// The real pre-commit builds lvsgen from a clone, installs it and runs its hooks (apt-get install pre-commit).
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { findOnPath } from '../../src/lint/executable.ts';
import { runBin } from '../commands/bin.ts';
import { fourLines, project } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { read, root } from '../docs/markdown.ts';
import { put } from '../output/tree.ts';

const installed = await findOnPath('pre-commit', process.env['PATH']);
const canRun = installed !== undefined || Boolean(process.env['CI']);
const hooks = parse(read('.pre-commit-hooks.yaml')) as { id: string }[];

it.skipIf(!canRun)('runs every hook (apt-get install pre-commit)', { timeout: 300_000 }, () => {
  const folder = project();
  expect(runBin(folder, ['render', '--no-lint'])).toMatchObject({ code: 0 });
  const [repo, home] = [cloneOfTheProject(), temporaryFolder()];
  const rev = git(repo, 'rev-parse', 'HEAD').trim();
  put(
    folder,
    '.pre-commit-config.yaml',
    stringify({ repos: [{ repo, rev, hooks: hooks.map(({ id }) => ({ id })) }] }),
  );
  commitAll(folder);

  const clean = preCommit(folder, home);
  expect(clean.said).toMatch(/check\.+Passed\n.*lint\.+Passed\n.*render\.+Passed\n/s);
  expect(clean.said).toContain('generated is what the config renders to: 5 files\n');
  expect(clean.code).toBe(0);

  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  git(folder, 'add', '.');
  const changed = preCommit(folder, home);
  expect(changed.said).toMatch(/check\.+Failed\n.*lint\.+Passed\n.*render\.+Failed\n/s);
  expect(changed.said).toContain('- files were modified by this hook');
  expect(changed.code).toBe(1);

  git(folder, 'add', '.');
  expect(preCommit(folder, home)).toMatchObject({ code: 0 });
});

/** What would be cloned, as it is here now: neither what was installed nor what was built. */
function cloneOfTheProject(): string {
  const left = ['node_modules', 'dist', 'coverage', '.git', 'schema.json', 'test'];
  const copy = join(temporaryFolder(), 'lvsgen');
  cpSync(root, copy, { recursive: true, filter: (path) => !left.includes(basename(path)) });
  commitAll(copy);
  return copy;
}

function preCommit(cwd: string, home: string): { said: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync('pre-commit', ['run', '--all-files', '--verbose'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PRE_COMMIT_HOME: home },
  });
  return { said: stdout + stderr, code: status };
}

function commitAll(folder: string): void {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, '-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '-qm', 'all');
}

function git(cwd: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
}
