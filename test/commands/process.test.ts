// What only shows in a process of its own: exit codes, streams, signals.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { bin, runBin, runNode } from './bin.ts';
import { fakeShellCheck, fourLines, otherVip, project, renderedProject } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('exits as diff(1) does: 0, 1 and 2; and reads a config from stdin', async () => {
  const folder = await renderedProject();
  const check = (input: string): object => runBin(folder, ['check', '-c', '-'], { input });
  expect(check(fourLines)).toMatchObject({ code: 0, stdout: '' });
  expect(check(otherVip)).toMatchObject({ code: 1 });
  expect(check(fourLines.replace('vips', 'vip'))).toMatchObject({ code: 2, stdout: '' });
});

it.for([
  [['help', 'render'], /^lvsgen render\n/],
  [['-h'], /^lvsgen <command>\n/],
  [['-v'], /^\d+\.\d+\.\d+\n$/],
  [['--get-yargs-completions', 'lvsgen', 'render', '--cluster', ''], /^web\n$/],
] as const)('%j prints on stdout', ([argv, expected]) => {
  const { code, stdout, stderr } = runBin(project(), argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(expected);
});

it('completes words in bash, by the command that is typed, and says nothing where there is none', () => {
  const folder = project('clusters: {}\n');
  put(folder, 'lvsgen', `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, 0o755);
  const complete = (...words: string[]): string =>
    `COMP_WORDS=(${words.join(' ')}) COMP_CWORD=${words.length - 1}; _lvsgen; echo "$\{COMPREPLY[@]}"`;
  const lines = `source <(./lvsgen completion bash)
    ${complete('./lvsgen', 'render', '--target', 'el')}
    ${complete('./lvsgen', 'render', '--cluster', '""')}
    ${complete('lvsgen', 'render', '--target', 'el')}`;
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('bash', ['-c', lines], options);
  expect({ stdout, stderr }).toEqual({ stdout: 'el6 el7 el8 el9 el10\n\n\n', stderr: '' });
});

it('paints errors on a terminal, and not with NO_COLOR', () => {
  const onTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY = true', bin, 'check'];
  const stderr = (NO_COLOR: string): string =>
    runNode(project('clusters: {}'), onTerminal, { env: { NO_COLOR } }).stderr;
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
  await expect.poll(() => existsSync(started), { timeout: 60_000 }).toBe(true);
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('ends quietly when nobody reads on, and says in one line that its output cannot be written', () => {
  const names = Array.from({ length: 8 }, (_, index) => `web${index}`);
  const clusters = names.map((name) => fourLines.slice(10).replace('web', name));
  const folder = project(`clusters:\n${clusters.join('')}`);
  const shell = (lines: string) =>
    spawnSync('bash', ['-c', lines], { cwd: folder, encoding: 'utf8' });
  const call = `'${process.execPath}' '${bin}'`;
  const { stdout, stderr } = shell(`set -o pipefail; ${call} diff 2>err | head -1; cat err >&2`);
  expect(stdout).toMatch(/^diff --git .*\n$/);
  expect(stderr.match(/ warning: /g)).toHaveLength(7);
  expect(stderr).not.toContain('EPIPE');
  const full = shell(`${call} schema > /dev/full`);
  expect(full.status).toBe(2);
  expect(full.stderr).toMatch(/^error: standard output cannot be written: ENOSPC.*\n$/);
});

it('says all that it has to say to a reader that is slow', () => {
  const wrong = Array.from({ length: 600 }, (_, index) => `  web${index}: { mod: dr }\n`);
  const folder = project(`clusters:\n${wrong.join('')}`);
  const lines = `'${process.execPath}' '${bin}' check 2>&1 | (sleep 1; tail -n 1)`;
  const { stdout } = spawnSync('bash', ['-c', lines], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+ errors\n$/);
});

it('shows the stack of a bug, and exits with 2 and not with the 1 of a difference', () => {
  const bug = 'data:text/javascript,JSON.stringify = () => { throw new TypeError("a bug"); }';
  const { code, stdout, stderr } = runNode(temporaryFolder(), ['--import', bug, bin, 'schema']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^TypeError: a bug\n {4}at /);
});

it('does not wait for what a config in TypeScript has left running', () => {
  const folder = temporaryFolder();
  const cluster = "{ mode: 'dr', vips: ['192.0.2.1'], targets: ['el6'] }";
  const text = `setInterval(() => {}, 1000);\nexport default { clusters: { web: ${cluster} } };\n`;
  put(folder, 'lvsgen.ts', text);
  expect(runBin(folder, ['check'])).toMatchObject({ code: 1 });
});
