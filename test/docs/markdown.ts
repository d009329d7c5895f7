import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';

/** The project, as it is checked out. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Both READMEs, which say the same. */
export const readmes = ['README.md', 'README.zh-CN.md'] as const;

/** All that is written for users and contributors. */
export const documents = [
  ...readmes,
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];

/** The text of a file of the project; a missing one fails the test. */
export function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

/** A fenced block of code. */
export interface CodeBlock {
  /** Empty where none is named. */
  readonly language: string;
  readonly code: string;
  /** The comment before it that says what it has to be, such as `example tree`; empty without one. */
  readonly marker: string;
}

/** The blocks of code of a document, in its order. */
export function codeBlocks(text: string): CodeBlock[] {
  const pattern =
    /(?:<!-- (?<marker>example [^>]*?) -->\n\n)?^```(?<language>\w*)\n(?<code>[\s\S]*?)^```$/gm;
  return Array.from(text.matchAll(pattern), ({ groups = {} }) => ({
    language: groups['language'] ?? '',
    code: groups['code'] ?? '',
    marker: groups['marker'] ?? '',
  }));
}

/** The commands of a document, one by one. */
export function commandLines(name: string): string[] {
  return codeBlocks(read(name))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n').map((line) => line.replace(/(^| )#.*/, '')))
    .filter((line) => line !== '');
}

export { parseYaml };

/** The document without its blocks of code. */
export function prose(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** A table as rows of cells, the head first. */
export type Table = readonly (readonly string[])[];

/** The tables of a document, in its order. */
export function tables(text: string): Table[] {
  const blocks = prose(text).match(/(?:^\|.*\|\n)+/gm) ?? [];
  return blocks.map((block) => {
    const [head = '', , ...rows] = block.trimEnd().split('\n');
    return [head, ...rows].map((row) =>
      row
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  });
}

/** What stands in backticks in a text. */
export function codeSpans(text: string): string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, code = '']) => code);
}

/** What stands in backticks in the first column of each table of a document. */
export function firstColumns(text: string): string[][] {
  return tables(text).map(([, ...rows]) => rows.flatMap(([first = '']) => codeSpans(first)));
}
