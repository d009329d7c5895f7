import { expect, it } from 'vitest';
import { runBin } from './bin.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('prints a script for the shell', () => {
  const { code, stdout, stderr } = runBin(temporaryFolder(), ['completion']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^#+-begin-lvsgen-completions-/);
});

it.for([
  [
    ['lvsgen', ''],
    ['init', 'render', 'check', 'diff', 'lint', 'explain', 'schema', 'completion'],
  ],
  [
    ['lvsgen', 'render', '--target', ''],
    ['el6', 'el7'],
  ],
] as const)('offers what fits after %j', ([words, offers]) => {
  const { stdout } = runBin(temporaryFolder(), ['--get-yargs-completions', ...words]);
  expect(stdout.split('\n')).toEqual(expect.arrayContaining([...offers]));
});
