// What only shows in a process of its own: streams, signals, exit codes.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { bareInstallation } from './bare-installation.ts';
import { bin, runBin, runNode } from './bin.ts';
import { loadedFiles } from './loaded-files.ts';
import { fakeShellCheck, fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('exits as diff(1) does: 0, 1 and 2', () => {
  const folder = project();
  expect(runBin(folder, ['render', '--no-lint'])).toMatchObject({ code: 0, stdout: '' });
  expect(runBin(folder, ['check'])).toMatchObject({ code: 0, stdout: '' });
  put(folder, 'lvsgen.yaml', fourLines.replace('.12', '.13'));
  expect(runBin(folder, ['check'])).toMatchObject({ code: 1 });
  put(folder, 'lvsgen.yaml', fourLines.replace('vips', 'vip'));
  expect(runBin(folder, ['check'])).toMatchObject({ code: 2, stdout: '' });
});

it('prints help on stdout, and its version', () => {
  const help = runBin(temporaryFolder(), ['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toMatch(/^lvsgen <command>\n/);
  const versions = [['--version'], ['render', '--version']].map((argv) =>
    runBin(temporaryFolder(), argv),
  );
  for (const version of versions) expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it('loads few files: each takes half a millisecond, whatever is in it', () => {
  const folder = project();
  expect(loadedFiles(folder, '--version')).toHaveLength(2);
  expect(runBin(folder, ['render', '--no-lint']).code).toBe(0);
  const files = loadedFiles(folder, 'check');
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(8);
  expect(files.length).toBeGreaterThan(2);
});

it('reads a config from stdin', () => {
  const { code, stdout } = runBin(
    temporaryFolder(),
    ['render', '-c', '-', '--stdout=lvs-web.service'],
    {
      input: fourLines,
    },
  );
  expect(code).toBe(0);
  expect(stdout).toContain('\nExecStart=/usr/sbin/lvs-web start\n');
});

it('paints errors on a terminal, and not with NO_COLOR', () => {
  const onTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY = true', bin, 'check'];
  const stderr = (NO_COLOR: string | undefined): string =>
    runNode(project('clusters: {}'), onTerminal, { env: { NO_COLOR } }).stderr;
  expect(stderr(undefined)).toContain('\u001b[31m');
  expect(stderr('')).toContain('\u001b[31m');
  expect(stderr('1')).toMatch(/^lvsgen.yaml:1:11: error: /);
});

it('ends with 130 and writes nothing when it is interrupted', async () => {
  const folder = project();
  const started = join(temporaryFolder(), 'started');
  const shellcheck = fakeShellCheck('clean', `: >'${started}'; exec sleep 20`);
  // As in a terminal, the signal goes to the linter too.
  const child = spawn(process.execPath, [bin, 'render', '--shellcheck', shellcheck], {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporaryFolder() },
  });
  const ended = once(child, 'exit');
  await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('ends quietly when nobody reads on, as with diff | head', async () => {
  const clusters = Array.from({ length: 8 }, (_, index) =>
    fourLines.replace('clusters:\n', '').replace('web', `web${index}`),
  );
  const folder = project(`clusters:\n${clusters.join('')}`);
  const child = spawn(process.execPath, [bin, 'diff'], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  const warnings = stderr.match(/ warning: /g) ?? [];
  expect(warnings).toHaveLength(7);
  expect(stderr).not.toContain('EPIPE');
  expect(signal).toBeNull();
});

it('fails in one line when its output cannot be written', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'schema'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: standard output cannot be written: ENOSPC.*\n$/);
});

it('shows the stack of a bug, and exits with 2 and not with the 1 of a difference', () => {
  const bare = bareInstallation();
  for (const name of readdirSync(dirname(bare))) {
    if (name.startsWith('check-')) rmSync(join(dirname(bare), name));
  }
  const { code, stdout, stderr } = runBin(project(), ['check'], { bin: bare });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Error.*\n {4}at /);
});
