import { describe, expect, it } from 'vitest';

import { refusal, shell, unit } from './render.ts';

const view = { a: 'a b', yes: true, no: false, list: ['x', 'y z'], none: [], of: { a: 'c d' } };

describe('a template is refused whose branches end in different places', () => {
  it.each([
    ['{{#if}} that opens a quote', 'echo {{#if yes}}"{{/if}}x"\n'],
    ['{{#if}} and {{else}}', 'echo {{#if yes}}"{{else}}\'{{/if}}x"\n'],
    ['{{else if}}', 'echo {{#if yes}}x{{else if no}}"{{else}}y{{/if}}\n'],
    ['{{#unless}} that opens a comment', 'echo {{#unless yes}}# {{/unless}}{{a}}\n'],
    ['{{#with}} that begins a word', 'echo {{#with of}}x{{/with}}#{{a}}\n'],
    ['{{#each}} that opens a quote', 'echo {{#each list}}"{{/each}}"\n'],
    ['{{#each}} that begins a word', 'echo {{#each list}}x{{/each}}\n'],
    ['{{else}} of {{#each}}', 'echo {{#each list}} {{else}}"{{/each}}"\n'],
    ['{{^if}} that begins a here-document', '{{^if yes}}cat <<EOF\n{{/if}}x\n'],
    ['a keyword', '{{#if yes}}e{{else}}x{{/if}}val y\n'],
    ['a substitution', 'x={{#if yes}}$({{else}}({{/if}}date)\n'],
  ])('%s', (_, text) => {
    const message = refusal(() => shell(text, view));
    expect(message).toContain('end in different places');
  });

  it('in a unit', () => {
    expect(refusal(() => unit('{{#if yes}}Description={{/if}}x\n', view))).toContain(
      'in a value and at the start of a line',
    );
    expect(refusal(() => unit('{{#if yes}}\n[Unit]{{/if}}\n', view))).toContain('different places');
    expect(refusal(() => unit('ExecStart=/x {{#if yes}}y{{/if}}\n', view))).toContain(
      'in a word of an Exec line and between two words of an Exec line',
    );
  });
});

describe('a risk of one branch holds behind all', () => {
  it('in a unit', () => {
    const text = 'Description=x{{#if no}} "y"{{/if}} {{a}}\n';
    expect(refusal(() => unit(text, view))).toContain('splits into quoted words');
  });

  it.each([
    ['a tilde', 'echo x{{#if yes}}:~{{/if}}{{a}}\n', 'behind a tilde'],
    ['an interpolation', 'echo x{{#if no}}{{a}}{{/if}}>y\n', 'right behind an interpolation'],
    ['an earlier turn of a loop', 'echo x{{#each list}}{{this}}[{{/each}}\n', 'bracket expression'],
    [
      'the start of a command',
      '{{#if yes}}x && {{else}}x {{/if}}eval {{a}}\n',
      'as code once more',
    ],
    ['eval', '{{#if yes}}eval {{else}}echo {{/if}}{{a}}\n', 'as code once more'],
    ['a descriptor', 'x y{{#if yes}} 2>&1{{/if}}{{a}}\n', 'mean a descriptor'],
    ['a backslash in a comment', '# x{{#if yes}}\\\\{{else}}y{{/if}}{{a}}\n', 'behind a backslash'],
  ])('%s', (_, text, reason) => {
    expect(refusal(() => shell(text, view))).toContain(reason);
  });

  it('a value that may begin a command is quoted', () => {
    const text = '{{#if yes}}x && {{else}}y {{/if}}{{b}}\n';
    expect(shell(text, { yes: false, b: 'if' })).toBe(`y 'if'\n`);
  });

  it('a value that may begin a comment is checked', () => {
    const text = '# {{#if yes}}x{{/if}} {{b}}\n';
    expect(refusal(() => shell(text, { yes: true, b: 'Provides: x' }))).toContain('instructions');
  });
});

it('interpolations are escaped in all blocks, by every kind of path', () => {
  const text = [
    '{{#each list as |item at|}}',
    'echo {{item}} {{this}} {{at}} {{@index}} {{../a}} {{@root.a}}',
    '{{#with ../of}}',
    'echo {{a}} {{../this}} {{../../a}} {{this.a}} {{./a}}',
    '{{/with}}',
    '{{else}}',
    'echo {{a}}',
    '{{/each}}',
    '{{#each none}}',
    '{{else}}',
    'echo none {{a}}',
    '{{/each}}',
    'x{{#if no}} {{a}}{{else if yes}} yes {{a}}{{else}} {{list.[0]}}{{/if}}{{#each list}} {{this}}{{/each}}',
    '',
  ].join('\n');
  expect(shell(text, view)).toBe(
    [
      `echo x x 0 0 'a b' 'a b'`,
      `echo 'c d' x 'a b' 'c d' 'c d'`,
      `echo 'y z' 'y z' 1 1 'a b' 'a b'`,
      `echo 'c d' 'y z' 'a b' 'c d' 'c d'`,
      `echo none 'a b'`,
      `x yes 'a b' x 'y z'`,
      '',
    ].join('\n'),
  );
});

it('a nested loop goes back to the place of its own, and data of a loop is seen inside it only', () => {
  const text =
    '{{#each list}}\n{{#each ../list}}\n{{#if @last}}\nx {{@index}}\n{{/if}}\n{{/each}}\n{{/each}}\n';
  expect(shell(text, view)).toBe('x 1\nx 1\n');
});
