import { describe, expect, it } from 'vitest';

import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';
import type { View } from '../../src/model/artifact.ts';
import { artifact, refusal, refusals, shell } from './render.ts';

const view: View = {
  a: 'x',
  yes: true,
  no: false,
  zero: 0,
  empty: '',
  list: [
    { b: '1', inner: { c: '2' } },
    { b: '3', inner: { c: '4' } },
  ],
  words: ['u', 'v'],
  none: [],
  of: { b: 'y', d: { e: 'z' } },
};

describe('a path that the view does not have is refused', () => {
  it.each([
    ['an interpolation', 'echo {{nope}}', 'nope'],
    ['a step of a path', 'echo {{of.nope}}', 'of.nope'],
    ['a step below what is missing', 'echo {{of.nope.e}}', 'of.nope.e'],
    ['a step below text', 'echo {{a.length}}', 'a.length'],
    ['{{#if}}', '{{#if nope}}\n{{/if}}', 'nope'],
    ['{{else if}}', '{{#if yes}}\n{{else if nope}}\n{{/if}}', 'nope'],
    ['{{#unless}}', '{{#unless nope}}\n{{/unless}}', 'nope'],
    ['{{#each}}', '{{#each nope}}\n{{/each}}', 'nope'],
    ['{{#with}}', '{{#with nope}}\n{{/with}}', 'nope'],
    ['the branch that is not taken', '{{#if no}}\necho {{nope}}\n{{/if}}', 'nope'],
    ['{{else}} that is not taken', '{{#if yes}}\n{{else}}\necho {{nope}}\n{{/if}}', 'nope'],
    ['{{#unless}} that is not taken', '{{#unless yes}}\necho {{nope}}\n{{/unless}}', 'nope'],
    [
      '{{else}} of a loop with elements',
      '{{#each list}}\n{{else}}\necho {{nope}}\n{{/each}}',
      'nope',
    ],
    ['{{else}} of {{#with}}', '{{#with of}}\n{{else}}\necho {{nope}}\n{{/with}}', 'nope'],
    ['an element', '{{#each list}}\necho {{nope}}\n{{/each}}', 'nope'],
    [
      'an element, which does not see the view around',
      '{{#each list}}\necho {{a}}\n{{/each}}',
      'a',
    ],
    ['a block parameter', '{{#each list as |x|}}\necho {{x.nope}}\n{{/each}}', 'x.nope'],
    ['a block parameter behind its block', '{{#each list as |x|}}\n{{/each}}\necho {{x}}', 'x'],
    [
      'a block parameter by another way',
      '{{#each list as |x|}}\necho {{this.x}}\n{{/each}}',
      'this.x',
    ],
    ['a second block parameter', '{{#with of as |x y|}}\necho {{y}}\n{{/with}}', 'y'],
    ['a level around', '{{#each list}}\necho {{../b}}\n{{/each}}', '../b'],
    ['a level above all', 'echo {{../a}}', '../a'],
    ['a level that a block does not add', '{{#if yes}}\necho {{../a}}\n{{/if}}', '../a'],
    ['data outside of a loop', 'echo {{@index}}', '@index'],
    [
      'data in {{else}} of a loop',
      '{{#each none}}\n{{else}}\necho {{@index}}\n{{/each}}',
      '@index',
    ],
    ['data that does not exist', '{{#each list}}\necho {{@level}}\n{{/each}}', '@level'],
    ['the root', 'echo {{@root.nope}}', '@root.nope'],
    ['what every object inherits', 'echo {{toString}}', 'toString'],
    ['a constructor', 'echo {{constructor.name}}', 'constructor.name'],
    ['a prototype', 'echo {{__proto__.x}}', '__proto__.x'],
    ['a method of lists', '{{#if list.map}}\n{{/if}}', 'list.map'],
  ])('%s', (_, text, path) => {
    expect(refusal(() => shell(`${text}\n`, view))).toContain(
      ` ${path} does not exist in the view.`,
    );
  });

  it('even where an object has such a property of its own', () => {
    const own: View = { ['constructor']: 'x', ...(JSON.parse('{"__proto__":"y"}') as View) };
    expect(refusal(() => shell('echo {{constructor}}\n', own))).toContain('does not exist');
    expect(refusal(() => shell('echo {{__proto__}}\n', own))).toContain('does not exist');
  });

  it('all of them at once, each once, with their places', () => {
    const text =
      'echo {{nope}}\n{{#each list}}\necho {{b}} {{nope}}\n{{/each}}\n  {{#if no.more}}\n  {{/if}}\n';
    expect(
      refusals(() => shell(text, view)).map(({ message, position }) => [position, message]),
    ).toEqual([
      [{ line: 1, column: 8 }, 'nope does not exist in the view.'],
      [{ line: 3, column: 14 }, 'nope does not exist in the view.'],
      [{ line: 5, column: 9 }, 'no.more does not exist in the view.'],
    ]);
  });
});

describe('a value is refused that is', () => {
  it.each([
    ['null', null, 'is null'],
    ['undefined', undefined, 'does not exist'],
    ['a function', () => 'x', 'does not exist'],
    ['a list', ['x'], 'is a list'],
    ['an object', { x: 1 }, 'is an object'],
    ['true', true, 'is a boolean'],
    ['false', false, 'is a boolean'],
    ['not a number', Number.NaN, 'is no finite number'],
    ['infinite', Infinity, 'is no finite number'],
  ])('%s', (_, value, reason) => {
    const views: object = { value, list: [value] };
    expect(refusal(() => shell('echo {{value}}\n', views as View))).toContain(reason);
    expect(
      refusal(() => shell('{{#each list}}\necho {{this}}\n{{/each}}\n', views as View)),
    ).toContain(reason);
  });

  it.each([
    ['null', null],
    ['a function', () => true],
  ])('%s, as a condition', (_, value) => {
    const views: object = { value };
    expect(() => shell('{{#if value}}\n{{/if}}\n', views as View)).toThrow('value');
  });

  it.each([
    ['text', '{{#each a}}\n{{/each}}', 'a is a string'],
    ['a boolean', '{{#with yes}}\n{{/with}}', 'yes is a boolean'],
  ])('%s, where a block wants a list or an object', (_, text, reason) => {
    expect(refusal(() => shell(`${text}\n`, view))).toContain(reason);
  });
});

it('what the view has is printed', () => {
  const text = [
    '{{#if zero}}{{else}}{{#unless empty}}echo {{zero}} {{empty}} {{list.[1].b}} {{list.length}}',
    '{{/unless}}{{/if}}',
    '{{#each words as |value key|}}',
    '{{#if @first}}',
    'echo {{key}} {{@key}} {{@index}} {{value}}',
    '{{/if}}',
    '{{/each}}',
    '{{#each words}}',
    '{{#if @last}}',
    'echo {{this}} {{.}} {{../a}}',
    '{{/if}}',
    '{{/each}}',
    '{{#each none}}',
    'echo {{what.ever}}',
    '{{/each}}',
    '',
  ].join('\n');
  expect(shell(text, view)).toBe(`echo 0 '' 3 2\n\necho 0 0 0 u\necho v v x\n`);
});

it('a level is counted as Handlebars counts it, also where neighbouring contexts are equal', () => {
  const text =
    '{{#each words}}\n{{#each ../words}}\necho {{this}} {{../a}}\n{{/each}}\n{{/each}}\n';
  expect(refusals(() => shell(text, view))).toHaveLength(1);
  expect(shell(text, { ...view, words: ['u'] })).toBe('echo u x\n');
});

it('nothing is rendered of a template that has a problem anywhere', () => {
  const render = createRenderer(
    asBundled(new Map([['real-server/example', 'echo {{a}}\necho {{nope}}\n']])),
  );
  expect(() => render(artifact(view))).toThrow('nope');
  expect(render(artifact({ ...view, nope: 'now' })).content).toBe('echo x\necho now\n');
});
