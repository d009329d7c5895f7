// What a template may consist of, whatever language it is in.
import { describe, expect, it } from 'vitest';
import type { View } from '../../src/roles/artifact.ts';
import { refusal, refusals, shell } from './render.ts';

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

describe('is refused:', () => {
  it.each([
    ['a triple stash', 'x={{{a}}}', 'asks not to be escaped'],
    ['an ampersand', 'x={{&a}}', 'asks not to be escaped'],
    ['a helper', 'x={{shout a}}', 'A helper or a literal'],
    ['a helper with a name', 'x={{a b=1}}', 'A helper or a literal'],
    ['lookup', 'x={{lookup words 0}}', 'A helper or a literal'],
    ['log', '{{log a}}', 'A helper or a literal'],
    ['the escape itself', 'x={{lvsgen-escape a 0}}', 'A helper or a literal'],
    ['a literal', 'x={{"a"}}', 'A helper or a literal'],
    ['a number', 'x={{1}}', 'A helper or a literal'],
    ['a sub-expression', '{{#if (lookup words 0)}}\n{{/if}}', 'something else than a path'],
    ['a literal as a condition', '{{#if null}}\n{{/if}}', 'something else than a path'],
    ['an unknown block', '{{#list}}\n{{/list}}', '{{#list}}'],
    ['a block by another way', '{{#this.if a}}\n{{/this.if}}', '{{#this.if}}'],
    ['a block without a path', '{{#if}}\n{{/if}}', '{{#if}}'],
    ['a block with two paths', '{{#each words a}}\n{{/each}}', '{{#each}}'],
    ['a block with a value', '{{#if a includeZero=true}}\n{{/if}}', '{{#if}}'],
    ['a block with a name', '{{#each words as |x|}}\n{{/each}}', 'A block with names'],
    [
      'a name for the escape',
      '{{#each words as |lvsgen-escape|}}\nx={{a}}\n{{/each}}',
      'A block with names',
    ],
    ['a decorator', '{{* shout}}', 'A decorator'],
    ['an inline partial', '{{#*inline "x"}}\n{{/inline}}', 'A decorator'],
    ['a partial with a block', '{{#> p}}\n{{/p}}', 'a partial with a block'],
    ['a partial that the view names', '{{> (a)}}', 'whose name is not fixed'],
    ['a partial with two contexts', '{{> p of list}}', 'whose name is not fixed'],
    ['a raw block', '{{{{raw}}}}x{{{{/raw}}}}', '{{#raw}}'],
    ['a block that is not closed', '{{#if a}}\n', 'no valid Handlebars'],
    ['a block that is closed by another name', '{{#if a}}\n{{/each}}\n', 'no valid Handlebars'],
    ['braces that are not closed', '{{a\n', 'no valid Handlebars'],
    ['a partial that does not exist', '{{> nope}}', 'There is no partial nope'],
    [
      'a partial that does not exist, where it is not called',
      '{{#if no}}\n{{> nope}}\n{{/if}}',
      'no partial nope',
    ],
    ['a partial that is a property of objects', '{{> constructor}}', 'no partial constructor'],
    ['a partial that calls itself', '{{> circle}}', 'calls itself'],
    ['a partial in quotes', 'x="\n{{> p}}\n"', 'A partial is called inside of quotes'],
    [
      'a partial in a comment',
      '# {{> p}}',
      'A partial is called inside of quotes, or within a line',
    ],
    [
      'a partial within a line',
      'x={{> p}}',
      'A partial is called inside of quotes, or within a line',
    ],
    ['a partial in $(…)', 'x=$(\n{{> p}}\n)', 'A partial is called inside of quotes'],
    ['a partial that ends in quotes', '{{> open}}', 'The template ends inside of quotes'],
    ['a partial that ends within a line', '{{> line}}', 'or within a line'],
  ])('%s', (_, text, reason) => {
    const partials = {
      p: '\n',
      circle: '{{#if no}}\n{{> circle}}\n{{/if}}\n',
      open: 'x="\n',
      line: 'x',
    };
    const message = refusal(() => shell(`\n${text}\n`, view, partials));
    expect(message).toContain(reason);
    expect(message).toMatch(
      /^templates\/(?:real-server\/example|partials\/(?:circle|open|line))\.hbs:\d+:\d+ /,
    );
  });
});

describe('a path that the view does not have is refused:', () => {
  it.each([
    ['a value', 'x={{nope}}', 'nope'],
    ['a step', 'x={{of.nope}}', 'of.nope'],
    ['a step below what is missing', 'x={{of.nope.e}}', 'of.nope.e'],
    ['a step below text', 'x={{a.length}}', 'a.length'],
    ['{{#if}}', '{{#if nope}}\n{{/if}}', 'nope'],
    ['{{else if}}', '{{#if yes}}\n{{else if nope}}\n{{/if}}', 'nope'],
    ['{{#each}}', '{{#each nope}}\n{{/each}}', 'nope'],
    ['{{#with}}', '{{#with nope}}\n{{/with}}', 'nope'],
    ['a branch that is not taken', '{{#if no}}\nx={{nope}}\n{{/if}}', 'nope'],
    ['{{else}} that is not taken', '{{#if yes}}\n{{else}}\nx={{nope}}\n{{/if}}', 'nope'],
    ['{{#unless}} that is not taken', '{{#unless yes}}\nx={{nope}}\n{{/unless}}', 'nope'],
    ['{{^if}} that is not taken', '{{^if yes}}\nx={{nope}}\n{{/if}}', 'nope'],
    ['{{else}} of a loop with items', '{{#each words}}\n{{else}}\nx={{nope}}\n{{/each}}', 'nope'],
    ['an item, which does not see the view around', '{{#each list}}\nx={{a}}\n{{/each}}', 'a'],
    ['a level around', '{{#each list}}\nx={{../nope}}\n{{/each}}', '../nope'],
    ['a level above all', 'x={{../a}}', '../a'],
    ['a level that a block does not add', '{{#if yes}}\nx={{../a}}\n{{/if}}', '../a'],
    ['data outside of a loop', 'x={{@index}}', '@index'],
    ['data that does not exist', '{{#each list}}\nx={{@level}}\n{{/each}}', '@level'],
    ['the root', 'x={{@root.nope}}', '@root.nope'],
    ['what every object inherits', 'x={{toString}}', 'toString'],
    ['a prototype', 'x={{__proto__.x}}', '__proto__.x'],
    ['a method of lists', '{{#if words.map}}\n{{/if}}', 'words.map'],
    ['the context of a partial', '{{> p nope}}', 'nope'],
    ['a value for a partial', '{{> p b=nope}}', 'nope'],
    ['a computed value for a partial', '{{> p b=(lookup of "b")}}', 'b'],
    ['the context of the caller', '{{#each list}}\n{{> up}}\n{{/each}}', '../a'],
  ])('%s', (_, text, path) => {
    const partials = { p: 'x={{b}}\n', up: 'x={{../a}}\n' };
    expect(refusal(() => shell(`${text}\n`, { ...view, b: 'x' }, partials))).toContain(
      ` ${path} does not exist in the view.`,
    );
  });

  it('all of them at once, each once, with their places', () => {
    const text =
      'x={{nope}}\n{{#each list}}\nx={{b}}\ny={{nope}}\n{{/each}}\n  {{#if no.more}}\n  {{/if}}\n';
    expect(
      refusals(() => shell(text, view)).map(({ message, position }) => [position, message]),
    ).toEqual([
      [{ line: 1, column: 5 }, 'nope does not exist in the view.'],
      [{ line: 4, column: 5 }, 'nope does not exist in the view.'],
      [{ line: 6, column: 9 }, 'no.more does not exist in the view.'],
    ]);
  });
});

it.each([
  ['null', null, 'does not exist'],
  ['a list of objects', [{}], 'is neither text nor a number'],
  ['an object', { x: 1 }, 'is neither text nor a number'],
  ['a boolean', true, 'is neither text nor a number'],
  ['not a number', Number.NaN, 'is neither text nor a number'],
  ['infinite', Infinity, 'is neither text nor a number'],
])('a value is refused that is %s', (_, value, reason) => {
  const views: object = { value, list: [value] };
  for (const text of ['x={{value}}\n', '{{#each list}}\nx={{this}}\n{{/each}}\n']) {
    expect(refusal(() => shell(text, views as View))).toContain(reason);
  }
});

it('a loop over something else than a list is refused', () => {
  expect(refusal(() => shell('{{#each a}}\n{{/each}}\n', view))).toContain('a is no list');
});

it.each([
  [
    'by every kind of path',
    'x={{list.[1].b}}\nx={{./a}}\nx={{this.a}}\nx={{@root.of.d.e}}\n',
    'x=3\nx=x\nx=x\nx=z\n',
  ],
  [
    'in loops',
    '{{#each list}}\nx={{b}} # {{@index}} {{../a}}\n{{/each}}\n',
    'x=1 # 0 x\nx=3 # 1 x\n',
  ],
  [
    'in loops in each other',
    '{{#each words}}\n{{#each ../list}}\nx={{b}}\n{{/each}}\n{{/each}}\n',
    'x=1\nx=3\nx=1\nx=3\n',
  ],
  ['in branches', '{{#if zero}}\n{{else if empty}}\n{{else}}\nx={{zero}}\n{{/if}}\n', 'x=0\n'],
  ['in an inverted branch', '{{^if no}}\nx={{a}}\n{{/if}}\n', 'x=x\n'],
  ['in {{#with}}', '{{#with of}}\nx={{d.e}} # {{../a}}\n{{/with}}\n', 'x=z # x\n'],
  ['nowhere in an empty loop', '{{#each none}}\nx={{what.ever}}\n{{/each}}\n', ''],
  ['in a partial', '{{> p}}\n', 'x=x\n'],
  ['in a partial in a loop', '{{#each list}}\n{{> q}}\n{{/each}}\n', 'x=1 # x\nx=3 # x\n'],
  ['in a partial with a context', '{{> q of}}\n', 'x=y # x\n'],
  ['in a partial with values', '{{> p a=of.d.e}}\n{{> p a="l m"}}\n', "x=z\nx='l m'\n"],
  ['in a partial of a partial', '{{> both}}\n', 'x=x\nx=y\n'],
  [
    'in a partial that is indented',
    'if :; then\n    {{> lines}}\nfi\n',
    "if :; then\n        awk '\n  x'\nfi\n",
  ],
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

it('a problem of a partial is reported in the file of the partial', () => {
  for (const [p, message] of [
    ['\nx={{nope}}\n', /^templates\/partials\/p\.hbs:2:5 nope does not exist/],
    ['\nx="{{a}}"\n', /^templates\/partials\/p\.hbs:2:4 In shell/],
    ['\n# {{zero}}{{a}}\n', /^templates\/partials\/p\.hbs:2:11 .*U\+0000/],
  ] as const) {
    expect(refusal(() => shell('{{> p}}\n', { ...view, a: 'x\0' }, { p }))).toMatch(message);
  }
});
