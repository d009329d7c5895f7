import { describe, expect, it } from 'vitest';
import { refusal, unit } from './render.ts';

const hostile = String.raw`a"; rm -rf / #$(reboot) %n \ `;

it.each([
  [
    'text behind a key',
    'Description=LVS, {{a}} {{b}}\n',
    `Description=LVS, a"; rm -rf / #$(reboot) %%n \\  7\n`,
  ],
  [
    'text behind a key with blanks',
    ' Description = {{a}}.\n',
    ` Description = a"; rm -rf / #$(reboot) %%n \\ .\n`,
  ],
  ['a comment, where a percent sign means nothing', '# {{a}}.\n; {{b}}\n', `# ${hostile}.\n; 7\n`],
  [
    'a plain word in an Exec line',
    'ExecStart={{path}} start {{b}}\n',
    'ExecStart=/usr/sbin/lvs-web start 7\n',
  ],
  [
    'a plain word of an environment',
    'Environment=A={{path}}\n',
    'Environment=A=/usr/sbin/lvs-web\n',
  ],
  [
    'a branch in a value',
    'After=a.service{{#if b}} {{path}}{{/if}}\n',
    'After=a.service /usr/sbin/lvs-web\n',
  ],
])('a value is printed as %s', (_, text, printed) => {
  expect(unit(text, { a: hostile, b: 7, path: '/usr/sbin/lvs-web' })).toBe(printed);
});

it.each([
  ['a line break', 'x\n[Service]\nExecStart=/bin/evil', 'U+000A'],
  ['a carriage return', 'x\ry', 'U+000D'],
  ['a NUL', 'x\0', 'U+0000'],
  ['a line separator', 'x\u2028y', 'U+2028'],
  ['half of a surrogate pair', '\ud800', 'surrogate'],
  ['a backslash at the end of the line', 'x\\', 'ends in a backslash'],
])('text with %s is refused', (_, a, reason) => {
  for (const text of ['Description={{a}}\n', '# of {{a}}\n', '; of {{a}}\n']) {
    const message = refusal(() => unit(`[Unit]\n${text}`, { a }));
    expect(message).toContain(reason);
    expect(message).toMatch(/example\.hbs:2:\d+ /);
  }
});

describe('anything but a plain word is refused', () => {
  it.each(['a b', '%n', '$HOME', ';', '"', "'", 'a\\x', '', '-x\n', '~root'])('%j', (a) => {
    for (const text of [
      'ExecStart=/bin/x {{a}}\n',
      ' ExecStart = /bin/x {{a}}\n',
      'ExecStart={{a}}\n',
      'Environment=A={{a}}\n',
    ]) {
      expect(refusal(() => unit(text, { a }))).toContain('The value is not a plain word');
    }
  });
});

it.each([
  ['as a section', '[{{a}}]\n'],
  ['as a key', '{{a}}=x\n'],
  ['in a key', 'Exec{{a}}=x\n'],
])('a value is refused %s', (_, text) => {
  expect(refusal(() => unit(text, { a: 'x' }))).toMatch(/:1:\d+ In a unit, a value stands in/);
});

it.each([
  ['a line that goes on', 'Description=x\\\ny\n', 'A line that goes on'],
  ['a value that goes on', 'Description={{a}}\\\ny\n', 'A line that goes on'],
  [
    'a line that goes on behind a comment',
    '# x\\\\{{! }}\nExecStart={{a}}\n',
    'A line that goes on',
  ],
  [
    'branches of which one begins a value',
    '{{#if a}}Description={{/if}}x\n',
    'The branches of a block',
  ],
  ['a partial in a value', 'Description={{> p}}\n', 'A partial is called'],
  ['no line break at the end', 'Description=x', 'The template ends'],
])('%s is refused', (_, text, reason) => {
  expect(refusal(() => unit(text, { a: 'x' }, { p: 'x\n' }))).toContain(reason);
});

it('a line that is too long for systemd 219 is refused', () => {
  const text = '[Unit]\nDescription={{a}}\n';
  const room = 2046 - 'Description='.length;
  expect(unit(text, { a: 'x'.repeat(room) })).toHaveLength(2054);
  expect(refusal(() => unit(text, { a: 'x'.repeat(room + 1) }))).toContain('Line 2 ');
  expect(refusal(() => unit(text, { a: 'é'.repeat(room / 2 + 1) }))).toContain('Line 2 ');
});
