// What holds for all documents: `npm run docs` brings what they take from the code up to date.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modes } from '../../src/model/cluster.ts';
import { initSystems, targets, type Target } from '../../src/targets/index.ts';
import { resolveYaml } from '../config/support.ts';
import { readDrawing } from '../explain/mermaid.ts';
import { withBlocks } from './blocks.ts';
import {
  codeBlocks,
  codeSpans,
  documents,
  firstColumns,
  prose,
  read,
  readmes,
  root,
  tables,
} from './markdown.ts';

const { scripts, files } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  files: string[];
};

describe.for(documents)('%s', (name) => {
  const text = read(name);

  it('has its generated parts as they are', async () => {
    await expect(await withBlocks(name)).toMatchFileSnapshot(join(root, name));
  });

  it('has configs without a problem, and drawings that Mermaid reads', async () => {
    for (const { language, code } of codeBlocks(text)) {
      if (language === 'mermaid') expect((await readDrawing(code)).frames).toHaveLength(1);
      if (language === 'yaml' && /^clusters:/m.test(code))
        expect(await resolveYaml(code), code).toMatchObject({ warnings: [] });
    }
  });

  it('names files, folders and scripts of npm that there are', () => {
    const links = Array.from(prose(text).matchAll(/\]\(([^)#\s]+)/g), ([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .map((link) => join(dirname(name), link));
    const paths = codeSpans(prose(text)).filter((code) =>
      /^(?:src|test|templates|docs|\.ci)\/[\w./-]+$/.test(code),
    );
    expect([...links, ...paths].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    for (const [, script = '', short = ''] of text.matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g))
      expect(scripts).toHaveProperty([script || short]);
  });
});

it.for(documents.filter((name) => name.startsWith('docs/')))('%s is linked', (name) => {
  expect(readmes.map(read).join('')).toContain(`](${name})`);
  expect(files).toContain('docs');
});

describe('docs/modes.md', () => {
  it('lists and draws the modes, and lists the targets', () => {
    const text = read('docs/modes.md');
    const columns = firstColumns(text);
    expect(columns).toContainEqual([...modes]);
    expect(columns).toContainEqual(targets.map(({ name }) => name));
    const shown = codeBlocks(text).map(({ code }) => /^ {4}mode: (\w+)$/m.exec(code)?.[1]);
    expect([...new Set(shown)].filter(Boolean)).toEqual(modes);
    expect(text.match(/<!-- example drawing/g)).toHaveLength(modes.length);
  });

  it.for(targets)('says what $name lacks', (target) => {
    const rows = tables(read('docs/modes.md')).flat();
    const row = rows.find(([first]) => first === `\`${target.name}\``);
    const said = new Set(row?.at(-1)?.toLowerCase().match(/\w+/g));
    const missing = missingAt(target);
    for (const one of targets.flatMap(missingAt)) expect(said.has(one)).toBe(missing.includes(one));
  });
});

function missingAt(target: Target): string[] {
  return Object.keys(target.missing)
    .filter((one) => /^\w+$/.test(one) && !initSystems.some((system) => system === one))
    .map((feature) => feature.toLowerCase());
}
