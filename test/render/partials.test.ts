import { describe, expect, it } from 'vitest';

import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';
import { artifact, refusal, shell, unit } from './render.ts';

const view = {
  a: 'a b',
  of: { a: 'c d' },
  list: [{ a: 'e f' }],
  yes: true,
  which: 'say',
  bad: 'nope',
};
const say = 'echo {{a}}\n';

describe('interpolations are escaped in', () => {
  it.each([
    ['a partial', '{{> say}}\n', `echo 'a b'\n`],
    ['a partial with a context', '{{> say of}}\n', `echo 'c d'\n`],
    ['a partial with values', '{{> say a=of.a}}\n', `echo 'c d'\n`],
    ['a partial with a literal', '{{> say a="g h"}}\n', `echo 'g h'\n`],
    ['a partial in a loop', '{{#each list}}\n{{> say}}\n{{/each}}\n', `echo 'e f'\n`],
    ['a partial that the view names', '{{> (which)}}\n', `echo 'a b'\n`],
    ['a partial that the view names, with a context', '{{> (which) of}}\n', `echo 'c d'\n`],
    ['a partial of a partial', '{{> both}}\n', `echo 'a b'\necho 'c d'\n`],
    [
      'an inline partial',
      '{{#*inline "x"}}\necho {{a}}\n{{/inline}}\n{{> x of}}\n',
      `echo 'c d'\n`,
    ],
    ['a partial behind a command', 'cd / && {{> say}}\n', `cd / && echo 'a b'\n`],
  ])('%s', (_, text, printed) => {
    expect(shell(text, view, { say, both: '{{> say}}\n{{> say of}}\n' })).toBe(printed);
  });

  it('a partial of both languages, as each wants it', () => {
    const templates = new Map([
      ['real-server/example', '{{> header}}\n'],
      ['partials/header', '# Cluster {{a}}.\n{{#if yes}}\nx={{a}}\n{{/if}}\n'],
    ]);
    const render = createRenderer(asBundled(templates));
    const percent = { a: '5% x', yes: true };
    expect(render(artifact(percent)).content).toBe(`# Cluster 5% x.\nx='5% x'\n`);
    expect(render(artifact(percent, 'systemd')).content).toBe('# Cluster 5% x.\nx=5%% x\n');
    expect(render(artifact(percent)).content).toBe(`# Cluster 5% x.\nx='5% x'\n`);
  });
});

it('the lines of a partial come out as they are written, wherever it is called', () => {
  const text = 'if :; then\n    {{> lines}}\nfi\n';
  const lines = `    awk '\n  {{! }}x' {{a}}\n\n`;
  expect(shell(text, view, { lines })).toBe(`if :; then\n    awk '\n  x' 'a b'\n\nfi\n`);
});

describe('a partial is refused', () => {
  it.each([
    [
      'that is called in quotes',
      'echo "\n{{> say}}\n"\n',
      {},
      'A partial is called in double quotes',
    ],
    ['that is called in a comment', '# {{> say}}\n', {}, 'A partial is called in a comment'],
    ['that is called in a word', 'x{{> say}}\n', {}, 'A partial is called in a word'],
    [
      'that is called between words',
      'echo {{> say}}\n',
      {},
      'A partial is called between two words',
    ],
    ['that is called in $(…)', 'x=$({{> say}})\n', {}, 'A partial is called'],
    [
      'that is called before a here-document',
      'cat <<A;{{> say}}\nA\n',
      {},
      'before a here-document',
    ],
    ['that is called in what eval reads', 'eval {{> say}}\n', {}, 'A partial is called'],
    ['that ends in quotes', '{{> p}}\n', { p: 'echo "\n' }, 'The template ends in double quotes'],
    ['that ends in a word', '{{> p}}\n', { p: 'echo x' }, 'The template ends in a word'],
    ['that ends in a comment', '{{> p}}\n', { p: '# x' }, 'The template ends in a comment'],
    [
      'that has an interpolation in quotes',
      '{{> p}}\n',
      { p: 'echo "{{a}}"\n' },
      'in double quotes',
    ],
    [
      'inline, that ends in quotes',
      '{{#*inline "x"}}\necho "\n{{/inline}}\n',
      {},
      'x ends in double quotes',
    ],
    [
      'inline, with an interpolation in quotes',
      '{{#*inline "x"}}\n"{{a}}"\n{{/inline}}\n',
      {},
      'in double quotes',
    ],
    [
      'inline, inside a block',
      '{{#if yes}}\n{{#*inline "x"}}\n{{/inline}}\n{{/if}}\n',
      {},
      'inside a block',
    ],
    [
      'inline, twice',
      '{{#*inline "x"}}\n{{/inline}}\n{{#*inline "x"}}\n{{/inline}}\n',
      {},
      'defined twice',
    ],
    [
      'inline, with the name of a file',
      '{{#*inline "p"}}\n{{/inline}}\n',
      { p: 'x\n' },
      'has the name of',
    ],
    [
      'inline, called from elsewhere',
      '{{#*inline "x"}}\n{{/inline}}\n{{> p}}\n',
      { p: '{{> x}}\n' },
      'no partial x',
    ],
    ['that does not exist', '{{> nope}}\n', {}, 'There is no partial nope'],
    [
      'that does not exist, in a branch that is not taken',
      '{{#unless yes}}\n{{> nope}}\n{{/unless}}\n',
      {},
      'no partial nope',
    ],
    [
      'that is named like a property of objects',
      '{{> constructor}}\n',
      {},
      'no partial constructor',
    ],
    ['that the view names but that does not exist', '{{> (bad)}}\n', {}, 'no partial nope'],
    ['that the view does not name', '{{> (missing)}}\n', {}, 'missing does not exist'],
    ['whose name is not text', '{{> (of)}}\n', {}, 'There is no partial an object'],
    ['whose name is computed', '{{> (lookup of "a")}}\n', {}, 'neither fixed nor a path'],
    ['whose name a helper would give', '{{> (lookup)}}\n', {}, 'lookup does not exist'],
    ['the block of a partial', '{{> @partial-block}}\n', {}, 'neither fixed nor a path'],
    ['with two contexts', '{{> say of list}}\n', {}, 'one context'],
    ['with a computed value', '{{> say a=(lookup of "a")}}\n', {}, 'A sub-expression'],
    ['with a context that is missing', '{{> say missing}}\n', {}, 'missing does not exist'],
    ['with a value that is missing', '{{> say a=missing}}\n', {}, 'missing does not exist'],
    [
      'that calls itself',
      '{{> p}}\n',
      { p: '{{#unless yes}}\n{{> p}}\n{{/unless}}\n' },
      'calls itself',
    ],
    [
      'that calls itself through another',
      '{{> p}}\n',
      { p: '{{> q}}\n', q: '{{> p}}\n' },
      'calls itself',
    ],
    [
      'that looks for the context of its caller',
      '{{#each list}}\n{{> p}}\n{{/each}}\n',
      { p: 'echo {{../a}}\n' },
      '../a does not exist',
    ],
    [
      'inline, that looks for the context of its caller',
      '{{#*inline "x"}}\necho {{../a}}\n{{/inline}}\n{{> x of}}\n',
      {},
      '../a does not exist',
    ],
    [
      'that looks for a block parameter of its caller',
      '{{#each list as |x|}}\n{{> p}}\n{{/each}}\n',
      { p: 'echo {{x.a}}\n' },
      'x.a does not exist',
    ],
  ])('%s', (_, text, partials, reason) => {
    expect(refusal(() => shell(text, view, { say, ...partials }))).toContain(reason);
  });

  it('in a unit, in the middle of a value', () => {
    expect(refusal(() => unit('Description={{> p}}\n', view, { p: 'x\n' }))).toContain(
      'called in a value',
    );
    expect(refusal(() => unit('{{> p}}\n', view, { p: 'A=x\\\n' }))).toContain('ends in a value');
  });
});

it('a problem of a partial is reported in the file of the partial', () => {
  expect(refusal(() => shell('{{> p}}\n', view, { p: '\n echo {{nope}}\n' }))).toBe(
    'templates/partials/p.hbs:2:9 nope does not exist in the view.',
  );
  expect(refusal(() => shell('{{> p}}\n', view, { p: '\n echo "{{a}}"\n' }))).toMatch(
    /^templates\/partials\/p\.hbs:2:8 /,
  );
  expect(refusal(() => shell('{{> p}}\n', { a: 'x\0' }, { p: '\n echo {{a}}\n' }))).toMatch(
    /^templates\/partials\/p\.hbs:2:7 .*NUL/,
  );
});

it('data of a loop is seen in the partials that it calls', () => {
  expect(
    shell('{{#each list}}\n{{> p}}\n{{/each}}\n', view, { p: 'echo {{@index}} {{@root.a}}\n' }),
  ).toBe(`echo 0 'a b'\n`);
});
