import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { configFiles, loadConfigs } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { put, temporaryFolder } from '../output/tree.ts';
import { diagnosticsOf, placeOf } from './support.ts';

function cluster(name: string, vip: string): string {
  return `clusters:\n  ${name}: { mode: dr, vips: [${vip}], targets: [el7] }\n`;
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) put(folder, path, text);
  return folder;
}

async function told(cwd: string, ...files: string[]): Promise<string[]> {
  const found = await diagnosticsOf(async () => {
    const { warnings } = resolveConfigs(await loadConfigs({ files, cwd }));
    return warnings;
  });
  return found.map((one) => `${one.file ?? '-'} ${placeOf(one)}: ${one.message}`);
}

describe('which configs are meant', () => {
  it('is told by names and globs, each file once, sorted within a glob', async () => {
    const cwd = folderOf({ 'b.yaml': '', 'a.yaml': '', 'sub/c.yaml': '', 'd.json': '' });
    expect(await configFiles({ files: ['b.yaml', '*.yaml', './b.yaml'], cwd })).toEqual([
      'b.yaml',
      'a.yaml',
    ]);
    expect(await configFiles({ files: ['**/*.{yaml,json}'], cwd })).toEqual([
      'a.yaml',
      'b.yaml',
      'd.json',
      'sub/c.yaml',
    ]);
  });

  it('takes a file by its name, whatever characters that has', async () => {
    const cwd = folderOf({ '[x].yaml': '', 'x.yaml': '' });
    expect(await configFiles({ files: ['[x].yaml'], cwd })).toEqual(['[x].yaml']);
  });

  it('leaves out node_modules and folders', async () => {
    const cwd = folderOf({ 'node_modules/a/lvsgen.yaml': '', 'x/lvsgen.yaml': '' });
    mkdirSync(join(cwd, 'y/lvsgen.yaml'), { recursive: true });
    expect(await configFiles({ files: ['**/lvsgen.yaml'], cwd })).toEqual(['x/lvsgen.yaml']);
  });

  it('is nothing where no file matches', async () => {
    expect(await told(folderOf({}), 'conf/*.yaml')).toEqual([
      '- error -: no file matches conf/*.yaml, which --config names',
    ]);
  });
});

describe('several configs', () => {
  it('are all told what is wrong with them', async () => {
    const cwd = folderOf({ 'a.yaml': 'clusters: [', 'b.yaml': cluster('b', '192.0.2.1') });
    expect(await told(cwd, '*.yaml', 'none.yaml')).toEqual([
      expect.stringMatching(/^a\.yaml .*this is not YAML/),
      expect.stringMatching(/^none\.yaml error -: there is no such file/),
    ]);
  });

  it('have each name of a cluster once, wherever they are rendered into one folder', async () => {
    const cwd = folderOf({
      'a.yaml': cluster('web', '192.0.2.1'),
      'b.yaml': `\n${cluster('web', '192.0.2.2')}`,
    });
    expect(await told(cwd, '*.yaml')).toEqual([
      'b.yaml 3:3 error clusters.web: another config has a cluster web too, and both are rendered into one folder (the first is clusters.web, in line 2 of a.yaml)',
    ]);
  });

  it('are warned about a VIP that two of them have, with both places', async () => {
    const cwd = folderOf({
      'a.yaml': cluster('mail', '192.0.2.1'),
      'b.yaml':
        'defaults: { vips: [192.0.2.1] }\nclusters: { web: { mode: nat, gateway: 10.0.0.1, targets: [el7] } }',
    });
    const { warnings, clusters } = resolveConfigs(
      await loadConfigs({ files: ['b.yaml', 'a.yaml'], cwd }),
    );
    expect(clusters.map(({ name }) => name)).toEqual(['mail', 'web']);
    expect(warnings.map(placeOf)).toEqual(['2:28 warning clusters.mail.vips[0]']);
    expect(warnings[0]?.message).toMatch(
      / \(the first is defaults\.vips\[0\], in line 1 of b\.yaml\)$/,
    );
  });
});
