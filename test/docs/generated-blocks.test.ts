// What the READMEs take from the code: `npm run docs` brings it up to date.
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { describeKeys } from '../../src/config/describe-keys.ts';
import { withExamples } from './examples.ts';
import { codeBlocks, read, readmes, root } from './markdown.ts';
import { referenceIn, withReference } from './reference.ts';

it.for(readmes)('%s has the config reference and the examples as they are', async (name) => {
  const expected = withExamples(await withReference(read(name), name));
  await expect(expected).toMatchFileSnapshot(join(root, name));
});

it.for(readmes)('%s marks an example of the config, of the tree and of a script', (name) => {
  const markers = codeBlocks(read(name)).map(({ marker }) => marker.replace(/:.*/, ''));
  expect(markers.filter((marker) => marker !== '')).toEqual([
    'example config',
    'example tree',
    'example script',
  ]);
});

it.for(readmes)('%s shows the config of this project', (name) => {
  const example = codeBlocks(read(name)).find(({ marker }) => marker.startsWith('example config'));
  expect(parse(example?.code ?? '')).toEqual(parse(read('lvsgen.yaml')));
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
