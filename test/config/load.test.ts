import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { diagnosticsOf, loadYaml } from './support.ts';

const yaml = 'clusters: { web: { mode: dr, vips: [10.0.0.1], targets: [el7] } }\n';
const expected = { clusters: { web: { mode: 'dr', vips: ['10.0.0.1'], targets: ['el7'] } } };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lvsgen-load-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await writeFile(join(folder, name), content);
}

async function failure(file?: string): Promise<string> {
  const [first, ...others] = await diagnosticsOf(() => loadConfig({ file, cwd: folder }));
  expect(others).toEqual([]);
  const place = first?.position ? `:${first.position.line}:${first.position.column}` : '';
  return `${first?.file ?? ''}${place} ${first?.message ?? 'none'} [${first?.hint ?? ''}]`;
}

describe('finding a config', () => {
  it.each(['lvsgen.yaml', 'lvsgen.yml', 'lvsgen.json', 'lvsgen.ts'])('takes %s', async (name) => {
    const json = JSON.stringify(expected);
    await write(name, { json, ts: `export default ${json};` }[name.slice(7)] ?? yaml);
    const loaded = await loadConfig({ cwd: folder });
    expect(loaded).toMatchObject({ file: name, dir: folder, config: expected });
  });

  it('takes the nearest folder above', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await write('lvsgen.yaml', 'far: 1');
    await write('a/lvsgen.yml', yaml);
    const loaded = await loadConfig({ cwd: join(folder, 'a/b') });
    expect(loaded).toMatchObject({ file: '../lvsgen.yml', dir: join(folder, 'a') });
  });

  it('refuses to choose among several', async () => {
    await write('lvsgen.yaml', yaml);
    await write('lvsgen.ts', '');
    expect(await failure()).toBe(
      ` ${folder} has several configs: lvsgen.yaml, lvsgen.ts [keep one, or name it: --config lvsgen.yaml or --config lvsgen.ts]`,
    );
  });

  it('says where it looked', async () => {
    expect(await failure()).toBe(
      ` there is no config: lvsgen.yaml, lvsgen.yml, lvsgen.json, lvsgen.ts were looked for in ${folder} and in the folders above [write one with lvsgen init, or name it with --config]`,
    );
  });

  it('takes a named file of any name for YAML, and names it as the user does', async () => {
    await mkdir(join(folder, 'etc'));
    await write('etc/lvs.conf', yaml);
    const loaded = await loadConfig({ file: './etc/lvs.conf', cwd: folder });
    expect(loaded).toMatchObject({
      file: './etc/lvs.conf',
      dir: join(folder, 'etc'),
      config: expected,
    });
  });

  it('reads standard input', async () => {
    expect(await loadYaml(yaml)).toMatchObject({ file: '<stdin>', dir: '/', config: expected });
    expect(await failure('-')).toContain('there is no such file');
  });
});

describe('a file that cannot be read', () => {
  it('is missing', async () => {
    expect(await failure('a.yaml')).toBe(
      'a.yaml there is no such file [write one with lvsgen init, or name another with --config]',
    );
  });

  it('has no name', async () => {
    expect(await failure('')).toBe(' the name of the config is empty [name a file]');
  });

  it('is a folder, or below a file', async () => {
    await mkdir(join(folder, 'lvsgen.yaml'));
    expect(await failure()).toMatch(/^lvsgen\.yaml this is a folder, and not a file/);
    await write('a.yaml', yaml);
    expect(await failure('a.yaml/b')).toMatch(/^a\.yaml\/b there is no such file/);
  });

  it.each([
    ['YAML', 'a.yaml', ''],
    ['YAML with comments only', 'a.yaml', '# nothing\n---\n'],
    ['YAML that is null', 'a.yaml', 'null\n'],
    ['JSON', 'a.json', ' \n'],
  ])('is empty: %s', async (_, name, content) => {
    await write(name, content);
    expect(await failure(name)).toBe(
      `${name} the config is empty [give it a cluster with mode, vips and targets; lvsgen init writes an example]`,
    );
  });

  it('is not UTF-8, and the line is named', async () => {
    await write('a.yaml', Buffer.concat([Buffer.from('a: 1\n# '), Buffer.from([0xb5, 0xe7])]));
    expect(await failure('a.yaml')).toBe(
      'a.yaml:2:1 this is not UTF-8, so its text may be misread [save it as UTF-8, for example with iconv -f GBK -t UTF-8 if it is GBK]',
    );
  });

  it('may begin with a byte order mark', async () => {
    await write('a.yaml', `\uFEFF${yaml}`);
    await write('a.json', `\uFEFF${JSON.stringify(expected)}`);
    expect(await loadConfig({ file: 'a.yaml', cwd: folder })).toMatchObject({ config: expected });
    expect(await loadConfig({ file: 'a.json', cwd: folder })).toMatchObject({ config: expected });
  });

  it('may have the line ends of Windows', async () => {
    await write('a.yaml', 'clusters:\r\n  web:\r\n    vip: 1\r\n');
    const loaded = await loadConfig({ file: 'a.yaml', cwd: folder });
    const [first] = await diagnosticsOf(() => resolveConfigs([loaded]));
    expect(first?.frame).not.toContain('\r');
  });
});
