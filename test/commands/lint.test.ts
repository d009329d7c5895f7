import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, linting, otherVip, project, renderedProject } from './project.ts';

it('says what ran and that nothing was found', async () => {
  const folder = project();
  const { env } = linting('clean');
  const { code, stdout, stderr } = await lvsgen(folder, ['lint'], { env });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(
    `linted by ShellCheck 0.9.0 (${env['LVSGEN_SHELLCHECK'] ?? ''})\n5 files: nothing found\n`,
  );
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('prints findings on stdout, with place, rule and cluster', async () => {
  const argv = ['lint', '--target', 'el6'];
  const { code, stdout, stderr } = await lvsgen(project(), argv, linting('finding'));
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^generated\/web\/real-server\/el6\/etc\/rc.d\/init.d\/lvs-web:2:3: warning: .* \[SC2006\]\n/,
  );
  expect(stdout).toContain('= note: rendered from clusters.web, lvsgen.yaml:2:3');
  expect(stderr).toMatch(/^linted by ShellCheck 0.9.0 .*\n$/);
});

it.for([
  [['lint'], 'finding', 1, ''],
  [['lint'], 'crash', 2, 'failed with exit code 4'],
  [['render'], 'finding', 1, '[SC2006]'],
  [['render'], 'crash', 2, 'out of memory'],
  [['rpm', '--package-version', '1'], 'finding', 1, 'nothing was written'],
  [['install', '--root', '.', '--target', 'el6'], 'finding', 1, 'nothing was written'],
] as const)('%j writes nothing on a %s', async ([argv, answer, expected, message]) => {
  const folder = await renderedProject();
  put(folder, 'lvsgen.yaml', otherVip);
  const before = treeOf(folder);
  const { code, stderr } = await lvsgen(folder, argv, linting(answer));
  expect(code).toBe(expected);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(treeOf(folder)).toEqual(before);
});

it('does not start the linter with --no-lint, and takes the one that --shellcheck names', async () => {
  const env = { PATH: '/nowhere' };
  const crash = ['--shellcheck', fakeShellCheck('crash')];
  const lints = (...more: string[]): Promise<object> =>
    lvsgen(project(), ['render', ...more], { env });
  expect(await lints(...crash, '--no-lint')).toMatchObject({ code: 0 });
  expect(await lints(...crash)).toMatchObject({ code: 2 });
  expect(await lints('--shellcheck', 'missing')).toMatchObject({ code: 2 });
});

it('finds nothing in the four-line config with the real linters', async () => {
  expect(await lvsgen(project(), ['lint'])).toMatchObject({ code: 0 });
});
