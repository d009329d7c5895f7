import { describe, expect, it } from 'vitest';

import { refusal, shell, unit } from './render.ts';

const view = { a: 'x', b: 'y', list: ['x'], lookup: 'l', if: 'i', log: 'g' };

describe('is refused', () => {
  it.each([
    ['a triple stash', 'echo {{{a}}}', 'asks not to be escaped'],
    ['an ampersand', 'echo {{&a}}', 'asks not to be escaped'],
    ['a triple stash with whitespace control', 'echo {{~{a}~}}', 'asks not to be escaped'],
    ['a helper', 'echo {{shout a}}', 'A helper call'],
    ['a helper with named arguments', 'echo {{a b=1}}', 'A helper call'],
    ['lookup', 'echo {{lookup list 0}}', 'A helper call'],
    ['log', '{{log a}}', 'A helper call'],
    ['the escape itself', 'echo {{[escape for the place] a 0}}', 'A helper call'],
    ['a helper without arguments', 'echo {{shout}}', 'shout does not exist'],
    ['a sub-expression', '{{#if (lookup list 0)}}\n{{/if}}', 'A sub-expression'],
    ['a literal', 'echo {{"a"}}', 'A literal'],
    ['a number', 'echo {{1}}', 'A literal'],
    ['null', '{{#if null}}\n{{/if}}', 'A literal'],
    ['an unknown block', '{{#list}}\n{{/list}}', '{{#list}} is unknown'],
    ['an inverted path', '{{^a}}\n{{/a}}', '{{#a}} is unknown'],
    ['a block helper', '{{#log a}}\n{{/log}}', '{{#log}} is unknown'],
    ['a block by another way', '{{#this.if a}}\n{{/this.if}}', 'is unknown'],
    ['a block without a path', '{{#if}}\n{{/if}}', 'takes exactly one path'],
    ['a block with two paths', '{{#each list a}}\n{{/each}}', 'takes exactly one path'],
    [
      'a block with named arguments',
      '{{#if a includeZero=true}}\n{{/if}}',
      'takes exactly one path',
    ],
    [
      'a block parameter named like a block',
      '{{#each list as |if|}}\n{{/each}}',
      'The block parameter if',
    ],
    [
      'data of the loop around',
      '{{#each list}}\n{{#if @../index}}\n{{/if}}\n{{/each}}',
      'loop around',
    ],
    ['a decorator', '{{* shout}}', 'A decorator'],
    ['a decorator with a block', '{{#*shout}}\n{{/shout}}', 'A decorator'],
    ['a partial with a block', '{{#> layout}}\n{{/layout}}', 'a partial with a block'],
    ['a raw block', '{{{{raw}}}}x{{{{/raw}}}}', '{{#raw}} is unknown'],
  ])('%s', (_, text, reason) => {
    expect(refusal(() => shell(`${text}\n`, view))).toContain(reason);
  });

  it.each([
    ['a block that is not closed', 'x\n{{#if a}}\n', 3],
    ['a block that is closed by another name', 'x\n{{#if a}}\n{{/each}}\n', 2],
    ['braces that are not closed', 'x\n\n{{a\n', 3],
  ])('%s', (_, text, line) => {
    expect(refusal(() => shell(text, view))).toMatch(
      new RegExp(
        `^templates/real-server/example\\.hbs:${line}:\\d+ The template is no valid Handlebars`,
      ),
    );
  });

  it('a template that does not exist', () => {
    expect(refusal(() => shell('{{> nope}}\n', view))).toContain('There is no partial nope');
  });
});

it('a value may bear the name of a helper', () => {
  expect(shell('echo {{lookup}} {{if}} {{log}}\n', view)).toBe('echo l i g\n');
  expect(shell('echo {{a}}\n', { a: 'x y', 'escape for the place': 'z' })).toBe(`echo 'x y'\n`);
});

it('a refusal names the place in the template, behind text that whitespace control takes off', () => {
  const text = '{{#if a}}\n{{/if}}\n  {{#if a}}\n\n   echo `x`\n  {{/if}}\n';
  expect(refusal(() => shell(text, view))).toMatch(/example\.hbs:5:9 A command substitution/);
  expect(refusal(() => unit('[Unit]\nA=b\n ExecStart=/x a"b\n', view))).toMatch(
    /example\.hbs:3:16 /,
  );
  expect(refusal(() => shell('echo\n  "{{a}}"\n', view))).toMatch(/example\.hbs:2:4 /);
  expect(refusal(() => shell('echo\n  "x\n', view))).toMatch(/example\.hbs:3:1 The template ends/);
});
