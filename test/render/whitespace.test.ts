import fc from 'fast-check';
import Handlebars from 'handlebars';
import { expect, it } from 'vitest';

import { refusal, shell } from './render.ts';

it('whitespace control is honoured when the text is followed', () => {
  expect(
    refusal(() => shell('# note\n{{~#if yes}}{{a}}{{/if}} {{a}}\n', { yes: true, a: 'x\ny' })),
  ).toContain('U+000A');
  expect(shell('echo x #\n{{~! }} {{b}}\n', { b: 'z' })).toBe('echo x # z\n');
  expect(shell('echo {{~a}}\n', { a: 'x y' })).toBe(`echo'x y'\n`);
});

it('lines that hold a block alone are not printed, and nothing else is taken off', () => {
  const text =
    'a\n\n  {{#if yes}}\n\n  b\n\n  {{else}}\n  c\n  {{/if}}\n\n{{! none }}\nd\n{{#if yes}}\n{{/if}}\n\n\n';
  expect(shell(text, { yes: true })).toBe('a\n\n\n  b\n\n\nd\n');
  expect(shell(text, { yes: false })).toBe('a\n\n  c\n\nd\n');
});

it('a file ends in exactly one line break', () => {
  expect(shell('x')).toBe('x\n');
  expect(shell('x\n\n\n')).toBe('x\n');
  expect(shell('{{#if yes}}\nx\n{{/if}}\n\n', { yes: false })).toBe('\n');
});

it('braces that are escaped are text', () => {
  expect(shell(`echo '\\{{a}}' {{a}}\n`, { a: '1' })).toBe(`echo '{{a}}' 1\n`);
});

it('text comes out as Handlebars puts it, with any whitespace control', () => {
  const tilde = fc.constantFrom('', '', '~');
  const leaf = fc.constantFrom(';', ' ', '\n', ';\n', '  ', '{{! x }}', '{{~!-- x --~}}');
  const { text } = fc.letrec<{ text: string; block: string }>((tie) => ({
    text: fc
      .array(fc.oneof({ weight: 4, arbitrary: leaf }, tie('block')), { maxLength: 6 })
      .map((parts) => parts.join('')),
    block: fc
      .tuple(
        fc.constantFrom('if @root.yes', 'unless @root.yes', 'each @root.list', 'with @root.of'),
        tie('text'),
        tie('text'),
        fc.array(tilde, { minLength: 6, maxLength: 6 }),
      )
      .map(
        ([open, one, other, [a, b, c, d, e, f]]) =>
          `{{${a ?? ''}#${open}${b ?? ''}}}${one}{{${c ?? ''}else${d ?? ''}}}${other}{{${e ?? ''}/${open.split(' ')[0] ?? ''}${f ?? ''}}}`,
      ),
  }));
  const view = { yes: true, list: ['x', 'y'], of: { x: 'y' } };
  fc.assert(
    fc.property(text, (template) => {
      const plain = Handlebars.compile(template)(view);
      expect(shell(template, view)).toBe(`${plain.replace(/\n+$/, '')}\n`);
    }),
  );
});
