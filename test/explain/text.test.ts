// What is told is what the scripts are rendered from. `npx vitest -u` writes expected.txt: read it before you commit it.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { explainCluster } from '../../src/explain/text.ts';
import type { Artifact } from '../../src/roles/artifact.ts';
import { bundled } from '../../src/render/bundled.ts';
import { createPrinter } from '../../src/render/print.ts';
import { loadTemplates } from '../../src/render/texts.ts';
import { artifactsOf } from '../../src/roles/index.ts';
import { lvsgen } from '../commands/lvsgen.ts';

const folder = import.meta.dirname;
const { clusters } = resolveConfigs([await loadConfig({ cwd: folder })]);
const texts = loadTemplates();
const print = createPrinter(bundled);

// Direct routing is what README.md shows.
it('tells step by step', async () => {
  const argv = ['legacy', 'files', 'files-far', 'pair'].flatMap((name) => ['--cluster', name]);
  const { stdout } = await lvsgen(folder, ['explain', ...argv]);
  await expect(stdout).toMatchFileSnapshot(join(folder, 'expected.txt'));
});

describe.for(clusters)('$name', (cluster) => {
  it.for(artifactsOf(cluster))('$role $target $installPath', (artifact) => {
    const { role, target } = artifact;
    const text = explainCluster(cluster, clusters, { roles: [role], targets: [target] }, print);
    for (const fact of factsOf(artifact)) expect(text).toContain(fact);
    expect(text).not.toContain(role.startsWith('director') ? 'Real servers on' : 'Directors on');
    for (const line of text.split('\n')) expect(line).not.toMatch(/\s$|undefined|\[object|, ,/);
  });
});

const words = [...texts].filter(([name]) => name.startsWith('explain/'));

it.for(words)('%s fits a terminal', ([, text]) => {
  const fixed = text.split('\n').filter((line) => !line.includes('{{'));
  expect(fixed.filter((line) => line.length > 100)).toEqual([]);
});

it('meets each condition of the templates, and its opposite', () => {
  const views: Readonly<Record<string, unknown>>[] = [];
  for (const cluster of clusters) {
    explainCluster(cluster, clusters, {}, (template, view) => {
      views.push(view, ...([view['settings'] ?? [], view['services'] ?? []].flat() as never[]));
      return print(template, view);
    });
  }
  const conditions = words.flatMap(([, text]) =>
    Array.from(text.matchAll(/\{\{(?:#if|#unless|else if) (\w+)\}\}/g), ([, path = '']) => path),
  );
  for (const path of new Set(conditions)) {
    const values = views.filter((view) => path in view).map((view) => Boolean(view[path]));
    expect(new Set(values), path).toEqual(new Set([true, false]));
  }
});

/** Words that the explanation of an artefact has to hold. */
function factsOf({ installPath, mode, view }: Artifact): string[] {
  const lines = (key: string): readonly string[] => (view[key] ?? []) as readonly string[];
  return [
    `${mode.toString(8).padStart(4, '0')}     ${installPath}`,
    ...lines('vips'),
    ...lines('routes'),
    ...lines('settings').map((line) => {
      const [file = '', value = ''] = line.split(' ');
      return `Sets ${file} to ${value}`;
    }),
    ...lines('services').flatMap((line) => {
      const [, scheduler] = / -s (\w+)/.exec(line) ?? [];
      const [, server] = / -r \[?([^\] ]+?)\]?:\d+ /.exec(line) ?? [];
      return [...(scheduler ? [`: ${scheduler} (`] : []), ...(server ? [`  ${server}, `] : [])];
    }),
  ];
}
