// The READMEs say the same in two languages. What no language is needed for is compared.
import { expect, it } from 'vitest';
import { codeBlocks, prose, read, tables } from './markdown.ts';

const english = read('README.md');
const chinese = read('README.zh-CN.md');

it('has the same headings, by their levels', () => {
  const levels = (text: string): string[] => prose(text).match(/^#+(?= )/gm) ?? [];
  expect(levels(chinese)).toEqual(levels(english));
});

it('has the same blocks of code, but for comments', () => {
  const blocks = (text: string): string[] =>
    codeBlocks(text).map(
      ({ language, code }) => `${language}\n${code.replaceAll(/^# .*\n/gm, '')}`,
    );
  expect(blocks(chinese)).toEqual(blocks(english));
});

it('has tables of the same size, with the same first columns', () => {
  const firstColumns = (text: string): string[][] =>
    tables(text).map(([, ...rows]) =>
      rows.map(([first = '']) => (first.startsWith('`') ? first.replaceAll('、', ', ') : '')),
    );
  expect(firstColumns(chinese)).toEqual(firstColumns(english));
});

it('has the same links', () => {
  const links = (text: string): string[] =>
    Array.from(prose(text).matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => link).map((link) =>
      link.startsWith('README') ? 'the other README' : link,
    );
  expect(links(chinese)).toEqual(links(english));
});
