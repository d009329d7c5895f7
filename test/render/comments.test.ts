import { describe, expect, it } from 'vitest';

import { refusal, shell } from './render.ts';

describe('in a comment', () => {
  it('a value is put as it is', () => {
    const a = String.raw`a"; rm -rf / #$(reboot) %n \ `;
    expect(shell('# Cluster {{a}}.\n', { a })).toBe(`# Cluster ${a}.\n`);
    expect(shell('true # of {{a}}\n', { a })).toBe(`true # of ${a}\n`);
  });

  it.each([
    ['a line break', 'x\nreboot', 'U+000A'],
    ['a carriage return', 'x\ry', 'U+000D'],
    ['an escape', 'x\u001b[2K', 'U+001B'],
    ['a control character beyond ASCII', 'x\u0085y', 'U+0085'],
    ['a line separator', 'x\u2028y', 'U+2028'],
    ['a paragraph separator', 'x\u2029y', 'U+2029'],
    ['a NUL', 'x\0', 'U+0000'],
    ['half of a surrogate pair', 'x\udc00', 'surrogate'],
  ])('%s is refused', (_, a, reason) => {
    expect(refusal(() => shell('\n# Cluster {{a}}\n', { a }))).toMatch(
      new RegExp(`^templates/real-server/example\\.hbs:2:11 .*${reason.replace('+', '\\+')}`),
    );
  });

  it.each([
    ['at the end of the line', '# description: {{a}}\n'],
    ['at the end of the file', '# description: {{a}}'],
    ['before blanks', '# description: {{a}} \t\n'],
    ['before a backslash', '# description: {{a}}\\\n'],
    ['before a block', '# description: {{a}}{{#if b}} of {{b}}{{/if}}\n'],
    ['before a comment of the template', '# description: {{a}}{{! none }}\n'],
    ['before another value', '# description: {{a}}{{b}}\n'],
    ['at the end of a block', '# description: {{#if b}}{{a}}{{/if}}.\n'],
  ])('a value that ends in a backslash is refused %s', (_, text) => {
    const values = { a: 'x\\', b: 'y' };
    expect(refusal(() => shell(text, values))).toContain('ends in a backslash');
    expect(() => shell(text, { ...values, a: 'x' })).not.toThrow();
  });

  it('a value that ends in a backslash may stand before other text', () => {
    expect(shell('# description: {{a}}.\n', { a: 'x\\' })).toBe('# description: x\\.\n');
    expect(shell('# {{b}} x: {{a}}.\n', { a: 'x\\', b: 'y' })).toBe('# y x: x\\.\n');
  });

  it.each([
    ['chkconfig', '# {{a}}\n', 'chkconfig: 2345 1 1'],
    ['an LSB keyword', '#  {{a}} x\n', 'Provides: sshd'],
    ['an LSB block', '#{{a}}\n', '## BEGIN INIT INFO'],
    ['ShellCheck', '# {{a}}\n', 'shellcheck disable=all'],
    ['the kernel', '#{{a}}\n', '!/bin/evil'],
    ['the kernel, behind the mark', '#!{{a}}\n', ' #x'],
    ['an LSB keyword behind an empty value', '# {{b}}{{a}}\n', 'Provides: sshd'],
  ])('a value that begins it as an instruction to %s is refused', (_, text, a) => {
    expect(refusal(() => shell(text, { a, b: '' }))).toContain('recognize instructions');
    expect(shell(text, { a: 'web farm', b: '' })).toContain('web farm');
  });
});
