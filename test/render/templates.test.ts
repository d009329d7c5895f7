// What a template may consist of, whatever language it is in, and where templates are found.
import { expect, it } from 'vitest';
import { loadTemplates } from '../../src/render/texts.ts';
import type { View } from '../../src/roles/artifact.ts';
import { refusal, shell } from './render.ts';

const view: View = {
  a: 'x',
  yes: true,
  no: false,
  zero: 0,
  empty: '',
  list: [{ b: '1' }, { b: '3' }],
  words: ['u', 'v'],
  none: [],
  of: { b: 'y', d: { e: 'z' } },
};

it.each([
  ['a triple stash', 'x={{{a}}}', 'A value that is not escaped'],
  ['an ampersand', 'x={{&a}}', 'A value that is not escaped'],
  ['a helper', 'x={{shout a}}', 'A helper or a literal'],
  ['log', '{{log a}}', 'A helper or a literal'],
  ['a helper of lvsgen itself', 'x={{lvsgen-print a "a"}}', 'A helper or a literal'],
  ['a literal', 'x={{"a"}}', 'A helper or a literal'],
  ['a sub-expression', '{{#if (lookup words 0)}}\n{{/if}}', '{{#if}} is no block here'],
  ['an unknown block', '{{#list}}\n{{/list}}', '{{#list}} is no block here'],
  ['a block without a path', '{{#if}}\n{{/if}}', '{{#if}} is no block here'],
  ['a block with two paths', '{{#each words a}}\n{{/each}}', '{{#each}} is no block here'],
  ['a name for a helper', '{{#each words as |lvsgen-print|}}\n{{/each}}', '{{#each}} is no block'],
  ['a raw block', '{{{{raw}}}}x{{{{/raw}}}}', '{{#raw}} is no block here'],
  ['a decorator', '{{* shout}}', 'A decorator'],
  ['a partial with a block', '{{#> p}}\n{{/p}}', 'a partial with a block'],
  ['a partial that the view names', '{{> (a)}}', 'whose name is not fixed'],
  ['a partial with two contexts', '{{> p of list}}', 'with what it does not take'],
  ['a partial with a helper', '{{> p b=(lookup of "b")}}', 'with what it does not take'],
  ['a block that is not closed', '{{#if a}}\n', 'no valid Handlebars'],
  ['a block that is closed by another name', '{{#if a}}\n{{/each}}\n', 'no valid Handlebars'],
  ['braces that are not closed', '{{a\n', 'no valid Handlebars'],
  ['a carriage return', 'x={{a}}\r\n', 'A carriage return'],
  ['a partial that does not exist', '{{> nope}}', 'There is no partial nope'],
  ['one that is not called', '{{#if no}}\n{{> nope}}\n{{/if}}', 'There is no partial nope'],
  ['a partial that calls itself', '{{> circle}}', 'calls itself'],
  ['a loop over text', '{{#each a}}\n{{/each}}', 'a is no list'],
  ['a boolean', 'x={{yes}}', ' is neither text nor a number'],
  ['an object', 'x={{of}}', ' is neither text nor a number'],
  ['a list of objects, not printed', '{{#if no}}x={{list}}{{/if}}', 'list is neither text nor a n'],
])('is refused: %s', (_, text, reason) => {
  const partials = { p: '\n', circle: '{{#if no}}\n{{> circle}}\n{{/if}}\n' };
  const message = refusal(() => shell(`\n${text}\n`, view, partials));
  expect(message).toContain(reason);
  expect(message).toMatch(/^templates\/(?:role\/example|partials\/circle)\.hbs:[1-4]:\d+ /);
});

it.each([
  ['a value', 'x={{nope}}', 'nope'],
  ['a step', 'x={{of.nope}}', 'of.nope'],
  ['{{#if}}', '{{#if nope}}\n{{/if}}', 'nope'],
  ['{{else if}}', '{{#if yes}}\n{{else if nope}}\n{{/if}}', 'nope'],
  ['{{#unless}}', '{{#unless nope}}\n{{/unless}}', 'nope'],
  ['{{#each}}', '{{#each nope}}\n{{/each}}', 'nope'],
  ['{{#with}}', '{{#with nope}}\n{{/with}}', 'nope'],
  ['a branch that is not taken', '{{#if no}}\nx={{nope}}\n{{/if}}', 'nope'],
  ['{{#unless}} that is not taken', '{{#unless yes}}\nx={{nope}}\n{{/unless}}', 'nope'],
  ['{{^if}} that is not taken', '{{^if yes}}\nx={{nope}}\n{{/if}}', 'nope'],
  ['{{else}} of a loop with items', '{{#each words}}\n{{else}}\nx={{nope}}\n{{/each}}', 'nope'],
  ['a partial that is not called', '{{#if no}}\n{{> q}}\n{{/if}}', 'nope'],
  ['an item, which does not see the view around', '{{#each list}}\nx={{a}}\n{{/each}}', 'a'],
  ['a level around', '{{#each list}}\nx={{../nope}}\n{{/each}}', '../nope'],
  ['data outside of a loop', 'x={{@index}}', '@index'],
  ['the root', 'x={{@root.nope}}', '@root.nope'],
  ['what every object inherits', 'x={{toString}}', 'toString'],
  ['a prototype', 'x={{__proto__.x}}', '__proto__.x'],
  ['a method of lists', '{{#if words.map}}\n{{/if}}', 'words.map'],
  ['the context of a partial', '{{> p nope}}', 'b'],
  ['a value for a partial', '{{> p b=nope}}', 'b'],
])('a path that the view does not have is refused: %s', (_, text, path) => {
  const partials = { p: 'x={{b}}\n', q: 'x={{nope}}\n' };
  const message = refusal(() => shell(`${text}\n`, { ...view, b: 'x' }, partials));
  expect(message).toMatch(/^templates\/(?:role\/example|partials\/[pq])\.hbs:[1-4]:\d+ /);
  expect(message).toContain(` ${path} does not exist in the view.`);
});

it.each([
  ['by every kind of path', 'x={{list.[1].b}}\nx={{./a}}\nx={{@root.of.d.e}}\n', 'x=3\nx=x\nx=z\n'],
  [
    'in loops',
    '{{#each list}}\nx={{b}} # {{@index}} {{../a}}\n{{/each}}\n',
    'x=1 # 0 x\nx=3 # 1 x\n',
  ],
  ['in branches', '{{#if zero}}\n{{else if empty}}\n{{else}}\nx={{zero}}\n{{/if}}\n', 'x=0\n'],
  ['in an inverted branch', '{{^if no}}\nx={{a}}\n{{/if}}\n', 'x=x\n'],
  ['in {{#unless}}', '{{#unless no}}\nx={{a}}\n{{else}}\ny={{a}}\n{{/unless}}\n', 'x=x\n'],
  ['in {{#with}}', '{{#with of}}\nx={{d.e}} # {{../a}}\n{{/with}}\n', 'x=z # x\n'],
  ['nowhere in an empty loop', '{{#each none}}\nx={{what.ever}}\n{{/each}}\n', ''],
  ['in a partial in a loop', '{{#each list}}\n{{> q}}\n{{/each}}\n', 'x=1 # x\nx=3 # x\n'],
  ['in a partial with a context', '{{> q of}}\n', 'x=y # x\n'],
  ['in a partial with values', '{{> p a=of.d.e}}\n{{> p a="l m"}}\n', "x=z\nx='l m'\n"],
  ['in a partial of a partial', '{{> both}}\n', 'x=x\nx=y\n'],
  ['in a partial that is indented', ':\n    {{> lines}}\n', ":\n        awk '\n  x'\n"],
  ['but not in braces that are escaped', '# \\{{a}} {{a}}\n', '# {{a}} x\n'],
])('values are printed %s', (_, text, printed) => {
  const partials = {
    p: 'x={{a}}\n',
    q: 'x={{b}} # {{@root.a}}\n',
    both: '{{> p}}\n{{> p a=of.b}}\n',
    lines: "    awk '\n  x'\n",
  };
  expect(shell(text, view, partials)).toBe(printed);
});

it('has the templates of the package by name', () => {
  const names = [...loadTemplates().keys()];
  expect(names).toContain('service/unit');
  expect(names).toEqual(names.toSorted());
  for (const name of names) expect(name).toMatch(/^[a-z-]+\/[a-z-]+$/);
});
