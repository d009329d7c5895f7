import { expect, it } from 'vitest';
import { treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, project } from './project.ts';

it('says what ran and that nothing was found', async () => {
  const folder = project();
  const shellcheck = fakeShellCheck('clean');
  const { code, stdout, stderr } = await lvsgen(folder, ['lint', '--shellcheck', shellcheck]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain(`linted by ShellCheck 0.9.0 (${shellcheck})`);
  expect(stderr).toMatch(/\n5 files: nothing found\n$/);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('prints findings on stdout and exits with 1', async () => {
  const options = ['--target', 'el6', '--shellcheck', fakeShellCheck('finding')];
  const { code, stdout, stderr } = await lvsgen(project(), ['lint', ...options]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^generated\/web\/real-server\/el6\/etc\/rc.d\/init.d\/lvs-web:2:3: warning: .* \[SC2006\]\n/,
  );
  expect(stderr).toContain('linted by ShellCheck 0.9.0');
  expect(stderr).not.toContain('nothing found');
});

it('exits with 2 when the linter fails at its work', async () => {
  const options = ['--shellcheck', fakeShellCheck('crash')];
  const { code, stdout, stderr } = await lvsgen(project(), ['lint', ...options]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('failed with exit code 4');
  expect(stderr).toContain('out of memory');
});

it('finds nothing in the four-line config with the real linters', async () => {
  const { code, stderr } = await lvsgen(project(), ['lint']);
  expect(code, stderr).toBe(0);
});
