// What the READMEs take from the code: `npm run docs` brings it up to date.
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { describeKeys } from '../../src/config/reference.ts';
import { modes } from '../../src/model/cluster-settings.ts';
import { readDrawing } from '../explain/mermaid.ts';
import { withExamples } from './examples.ts';
import { codeBlocks, read, readmes, root } from './markdown.ts';
import { referenceIn, withReference } from './reference.ts';

it.for(readmes)('%s has the config reference and the examples as they are', async (name) => {
  const expected = withExamples(await withReference(read(name), name));
  await expect(expected).toMatchFileSnapshot(join(root, name));
});

it.for(readmes)(
  '%s marks its examples, with the drawing of every mode behind its config',
  (name) => {
    const markers = codeBlocks(read(name)).map(({ marker }) => marker.replace(/(script):.*/, '$1'));
    expect(markers.filter((marker) => marker !== '')).toEqual([
      'example config: lvsgen.yaml web',
      'example tree: web',
      'example script',
      ...['shop', 'video', 'legacy'].flatMap((cluster) => [
        `example config: lvsgen.yaml ${cluster}`,
        `example drawing: ${cluster}`,
      ]),
      'example file: test/library/example-suite.ts',
    ]);
  },
);

it.for(readmes)('%s shows every cluster of the config of this project', (name) => {
  const shown = codeBlocks(read(name))
    .filter(({ marker }) => marker.startsWith('example config'))
    .map(({ code }) => parse(code) as { clusters: Record<string, { mode: string }> });
  const { clusters } = parse(read('lvsgen.yaml')) as (typeof shown)[number];
  expect(Object.assign({}, ...shown.map((one) => one.clusters))).toEqual(clusters);
  expect(new Set(Object.values(clusters).map(({ mode }) => mode))).toEqual(new Set(modes));
});

it.for(readmes)('%s draws what Mermaid can read', async (name) => {
  const drawings = codeBlocks(read(name)).filter(({ language }) => language === 'mermaid');
  expect(drawings).toHaveLength(modes.length);
  for (const { code } of drawings) expect((await readDrawing(code)).frames).toHaveLength(1);
});

it.for(readmes)('%s describes every key', (name) => {
  const [, ...rows] = referenceIn(read(name));
  expect(rows).toHaveLength(describeKeys().length);
  for (const [key, , , description = ''] of rows) expect(description, key).not.toBe('');
});

it('describes every key of README.zh-CN.md in Chinese', () => {
  const [, ...rows] = referenceIn(read('README.zh-CN.md'));
  for (const [key, , , description] of rows) expect(description, key).toMatch(/\p{Script=Han}/u);
});
