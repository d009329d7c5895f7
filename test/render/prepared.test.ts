import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { prepareBundled } from '../../src/render/prepare-bundled.ts';
import { root } from '../docs/markdown.ts';

it('every bundled template is prepared once', () => {
  expect(prepareBundled().map(({ text }) => text)).toEqual([...loadTemplates().values()]);
});

it('the bundle brings along what the build has prepared, so that nothing is parsed', () => {
  const dist = join(root, 'dist');
  const chunks = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const prepared = JSON.stringify(prepareBundled());
  const plain = (text: string): string => text.replaceAll(/[\\`'"]/g, '');
  const holders = chunks.filter((name) =>
    plain(readFileSync(join(dist, name), 'utf8')).includes(plain(prepared)),
  );
  expect(holders).toHaveLength(1);
});
