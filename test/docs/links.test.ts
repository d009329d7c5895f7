import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeSpans, prose, read, readmes, root } from './markdown.ts';

const documents = [...readmes, 'CONTRIBUTING.md', 'PERFORMANCE.md', 'RELIABILITY.md'];

it.for(documents)('%s links to what is there', (name) => {
  const links = Array.from(prose(read(name)).matchAll(/\]\(([^)#\s]+)/g), ([, link = '']) => link);
  const missing = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, link)));
  expect(missing).toEqual([]);
});

it.for(documents)('%s names files and folders that are there', (name) => {
  const paths = codeSpans(prose(read(name))).filter((code) =>
    /^(?:src|test|templates|\.ci)\/[\w./-]+$/.test(code),
  );
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.for(documents)('%s names scripts that package.json has', (name) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = Array.from(
    read(name).matchAll(/npm (?:run ([\w:-]+)|(start|test))\b/g),
    ([, script = '', short = '']) => script || short,
  );
  for (const script of named) expect(scripts).toHaveProperty([script]);
});
