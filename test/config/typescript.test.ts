import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { diagnosticsOf } from './support.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lvsgen-ts-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function failure(...lines: string[]): Promise<Diagnostic | undefined> {
  await writeFile(join(folder, 'lvsgen.ts'), lines.join('\n'));
  const found = await diagnosticsOf(() => loadConfig({ cwd: folder }));
  expect(found.length).toBeLessThan(2);
  return found[0];
}

describe('a config in TypeScript', () => {
  it('imports lvsgen where it is not installed, and its own modules', async () => {
    await writeFile(
      join(folder, 'vips.ts'),
      "import { defineConfig } from 'lvsgen';\nvoid defineConfig;\nexport const vips: readonly string[] = ['10.0.0.1'];\n",
    );
    await writeFile(
      join(folder, 'lvsgen.ts'),
      "import { defineConfig, type Config } from 'lvsgen';\nimport { vips } from './vips.ts';\nexport default defineConfig({ clusters: { web: { mode: 'dr', vips, targets: ['el7'] } } } satisfies Config);\n",
    );
    const loaded = await loadConfig({ cwd: folder });
    expect(loaded.file).toBe('lvsgen.ts');
    expect(resolveConfigs([loaded]).clusters[0]?.vips).toEqual(['10.0.0.1']);
  });

  it('is read anew when it has changed', async () => {
    for (const vip of ['10.0.0.1', '10.0.0.2']) {
      await writeFile(
        join(folder, 'lvsgen.ts'),
        `export default { clusters: { a: { vips: ['${vip}'] } } };`,
      );
      expect(await loadConfig({ cwd: folder })).toMatchObject({
        config: { clusters: { a: { vips: [vip] } } },
      });
    }
  });

  it('throws: the own error, its line, and nothing of the machinery', async () => {
    const found = await failure(
      'function vips(): string[] {',
      "  throw new RangeError('no VIPs for this site');",
      '}',
      'export default { clusters: { web: { vips: vips() } } };',
    );
    expect(found).toEqual({
      severity: 'error',
      file: 'lvsgen.ts',
      message: 'the config throws RangeError: no VIPs for this site',
      hint: 'mend what throws there',
      position: { line: 2, column: 1 },
    });
  });

  it('throws what is no error', async () => {
    expect(await failure("throw 'x';")).toMatchObject({
      message: 'the config throws "x"',
    });
  });

  it('is no TypeScript', async () => {
    expect(await failure('export default {', '  a: }')).toMatchObject({
      message: 'this is not TypeScript: Unexpected token',
      position: { line: 2 },
    });
  });

  it('imports what is not there', async () => {
    expect(await failure('', "import x from './nope.ts';", 'export default x;')).toMatchObject({
      message: "the config throws Error: Cannot find module './nope.ts'",
      position: { line: 2 },
    });
  });

  it.each(['export const config = {};', 'export default undefined;', ''])(
    'exports nothing of use: %s',
    async (line) => {
      const message = 'the config has no default export';
      expect(await failure(line)).toMatchObject({ message, file: 'lvsgen.ts' });
    },
  );

  it('has errors named by file and key', async () => {
    await writeFile(
      join(folder, 'lvsgen.ts'),
      'export default { clusters: new Map(), get x() { return 1; } };',
    );
    const loaded = await loadConfig({ cwd: folder });
    const found = await diagnosticsOf(() => resolveConfigs([loaded]));
    expect(found.map(({ file, key, message, position }) => [file, key, message, position])).toEqual(
      [
        ['lvsgen.ts', 'clusters', 'clusters is a JavaScript object; expected: map', undefined],
        ['lvsgen.ts', 'x', 'there is no key "x" here', undefined],
      ],
    );
  });

  it.each([
    [
      'a module that throws',
      "export const x: string = 'x';\nthrow new Error('boom\\nbar');\n",
      'the config throws Error: boom bar',
      2,
    ],
    [
      'a module that does not parse',
      'export const x = [\n',
      'this is not TypeScript: Unexpected token',
      2,
    ],
  ])('imports %s, which is named', async (_, module, message, line) => {
    await writeFile(join(folder, 'm.ts'), module);
    const found = await failure("import { x } from './m.ts';", 'export default x;');
    expect(found).toMatchObject({ file: join(folder, 'm.ts'), message, position: { line } });
  });
});
