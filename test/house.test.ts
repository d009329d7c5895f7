// The size of the house, and that its files do not import each other in circles; ESLint sees to the order of folders.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
interface File {
  readonly path: string;
  readonly text: string;
}

const filesOf = (folder: string): File[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
const linesOf = (files: readonly File[]): number =>
  files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);

const src = filesOf('src');
const templates = filesOf('templates');
const test = filesOf('test');
const isIn =
  (folder: string) =>
  ({ path }: File): boolean =>
    path.startsWith(`src/${folder}/`);
const isCode = ({ path }: File): boolean => /\.(ts|bash|c|awk)$/.test(path);

describe('size', () => {
  it.each([
    ['lines of src', linesOf(src), 13_955],
    ['files of src', src.length, 131],
    // What a script means is enough to know: what its authors never write, and what no fault needs, is left out.
    ['lines of src/audit', linesOf(src.filter(isIn('audit'))), 2625],
    ['lines of src/import', linesOf(src.filter(isIn('import'))), 719],
    ['lines of src/page', linesOf(src.filter(isIn('page'))), 1195],
    ['lines of templates', linesOf(templates), 1400],
    ['lines of test code', linesOf(test.filter(isCode)), 11_000],
    ['lines of fixtures', linesOf(test.filter((file) => !isCode(file))), 8300],
  ])('%s: %d, at most %d', (_, is, most) => {
    expect(is).toBeLessThanOrEqual(most);
  });

  it('no file of src has more than 200 lines', () => {
    expect(src.filter((file) => linesOf([file]) > 200).map(({ path }) => path)).toEqual([]);
  });
});

it('no file imports itself by way of others, not for its types either', () => {
  const imports = new Map(
    src.map(({ path, text }) => [
      path,
      Array.from(text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g), ([, to = '']) =>
        join(path, '..', to),
      ),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path))
      circles.push([...above.slice(above.indexOf(path)), path].join(' -> '));
    if (above.includes(path) || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  expect(circles).toEqual([]);
});
