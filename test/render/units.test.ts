import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { refusal, unit } from './render.ts';
import { anyValue } from './values.ts';

const HOSTILE = String.raw`a"; rm -rf / #$(reboot) %n \ `;

describe('a value of a key', () => {
  it('is put as text, with specifiers taken off', () => {
    expect(unit('[Unit]\nDescription=LVS, {{a}} {{b}}\n', { a: HOSTILE, b: 7 })).toBe(
      '[Unit]\nDescription=LVS, a"; rm -rf / #$(reboot) %%n \\  7\n',
    );
    expect(unit('Before={{a}}\nAfter=x \\\n  y {{a}}\n', { a: 'nginx.service b.service' })).toBe(
      'Before=nginx.service b.service\nAfter=x \\\n  y nginx.service b.service\n',
    );
    expect(unit('Description=100%% {{a}} \\\\\n', { a: '50%' })).toBe(
      'Description=100%% 50%% \\\\\n',
    );
  });

  it.each([
    ['a line break', 'x\n[Service]\nExecStart=/bin/evil', 'U+000A'],
    ['a carriage return', 'x\ry', 'U+000D'],
    ['a NUL', 'x\0', 'U+0000'],
    ['a line separator', 'x\u2028y', 'U+2028'],
    ['half of a surrogate pair', '\ud800', 'surrogate'],
    ['a backslash at the end of the line', 'x\\', 'ends in a backslash'],
    ['two backslashes at the end of the line', 'x\\\\', 'ends in a backslash'],
  ])('is refused with %s', (_, a, reason) => {
    for (const text of [
      'Description={{a}}\n',
      'Description={{a}}',
      '# of {{a}}\n',
      '; of {{a}}\n',
    ]) {
      expect(refusal(() => unit(text, { a }))).toContain(reason);
    }
  });

  it('is refused with a backslash before a fixed backslash, whose meaning it would change', () => {
    const text = 'Description={{a}}\\\n x\n';
    expect(refusal(() => unit(text, { a: 'x\\' }))).toContain('ends in a backslash');
    expect(unit(text, { a: 'x' })).toBe('Description=x\\\n x\n');
  });

  it('may end in a backslash before other text', () => {
    expect(unit('Description={{a}}.\n', { a: '\\' })).toBe('Description=\\.\n');
  });
});

it('a comment is text in which specifiers mean nothing', () => {
  expect(unit('# 100% {{a}}\n;{{a}} x\n', { a: '50%' })).toBe('# 100% 50%\n;50% x\n');
});

describe('an argument of an Exec line', () => {
  it.each([
    ['a simple word', 'start', 'start'],
    ['a number', 80, '80'],
    ['a path', '/run/x-1.y@z:a+b', '/run/x-1.y@z:a+b'],
    ['a specifier', '%n', '%%n'],
    ['a dollar sign', 'a$b', 'a$$b'],
    ['blanks', 'a b\tc'.replace('\t', ' '), '"a b c"'],
    ['nothing', '', '""'],
    ['a double quote', 'a"b', String.raw`"a\"b"`],
    ['a single quote', "it's", `"it's"`],
    ['a backslash', 'a\\', String.raw`"a\\"`],
    ['what looks like an escape', String.raw`\x41`, String.raw`"\\x41"`],
    ['a lone semicolon', ';', String.raw`\;`],
    ['a semicolon and more', 'a;', '"a;"'],
    ['an equals sign', 'a=b', '"a=b"'],
    ['letters beyond ASCII', '生产', '"生产"'],
    ['the expansion of a variable', 'x${HOME}', '"x$${HOME}"'],
    ['all at once', HOSTILE, String.raw`"a\"; rm -rf / #$$(reboot) %%n \\ "`],
  ])('that is %s', (_, a, printed) => {
    expect(unit('ExecStart=/bin/x {{a}} y\nExecStop=/bin/x {{a}}', { a })).toBe(
      `ExecStart=/bin/x ${printed} y\nExecStop=/bin/x ${printed}\n`,
    );
  });

  it.each([
    ['begins with a dollar sign', '$HOME', 'drops an argument'],
    ['holds a line break', 'a\nb', 'U+000A'],
    ['holds a NUL', 'a\0', 'U+0000'],
    ['holds half of a surrogate pair', 'a\udfff', 'surrogate'],
  ])('is refused if it %s', (_, a, reason) => {
    expect(refusal(() => unit('ExecStart=/bin/x {{a}}\n', { a }))).toContain(reason);
  });

  it('is exactly one word of systemd 219, with this value', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        fc.pre(![a, b].some((value) => /[\p{Cc}\p{Zl}\p{Zp}]|^\$/u.test(value)));
        const line = unit('ExecStart=/bin/x {{a}} {{b}}\n', { a, b }).slice(
          'ExecStart='.length,
          -1,
        );
        expect(words219(line)).toEqual(['/bin/x', a, b]);
      }),
    );
  });
});

describe('a part of an argument', () => {
  it('stays bare', () => {
    expect(unit('ExecStart=/bin/x --a={{a}} {{b}}{{a}} {{b}}.x\n', { a: 'a$b', b: '%i' })).toBe(
      'ExecStart=/bin/x --a=a$$b %%ia$$b %%i.x\n',
    );
    expect(unit('ExecStart=/bin/x --a={{a}}\n', { a: '' })).toBe('ExecStart=/bin/x --a=\n');
  });

  it.each([
    ['a blank', '--a={{a}}', 'a b', 'systemd 219 knows no quotes inside a word'],
    ['a quote', '--a={{a}}', '"', 'no quotes inside'],
    ['a quote, behind it text', '{{a}}x', '"', 'no quotes inside'],
    ['a semicolon, behind it an unknown text', '{{a}}{{#if b}} x{{/if}}', ';', 'no quotes inside'],
    [
      'a blank, at the end of a block',
      '{{#if b}}{{a}}{{else}}z{{/if}}y',
      'a b',
      'no quotes inside',
    ],
    ['nothing, behind it an unknown text', '{{a}}{{b}}', '', 'no quotes inside'],
    ['a dollar sign at the beginning', '{{a}}x', '$a', 'drops an argument'],
  ])('is refused if it holds %s', (_, words, a, reason) => {
    expect(refusal(() => unit(`ExecStart=/bin/x ${words}\n`, { a, b: 'y' }))).toContain(reason);
  });
});

describe('the program of an Exec line', () => {
  it('is a plain path', () => {
    const text =
      'ExecStart={{a}} x\nExecStop=-{{a}}\nExecStartPre=@{{a}} {{b}}\nExecStopPost=/bin/{{b}} {{b}}\n';
    expect(unit(text, { a: '/usr/libexec/x', b: 'y' })).toBe(
      'ExecStart=/usr/libexec/x x\nExecStop=-/usr/libexec/x\nExecStartPre=@/usr/libexec/x y\nExecStopPost=/bin/y y\n',
    );
    expect(unit('ExecStart=/bin/x ; {{a}} \\; {{b}}\n', { a: '/bin/a', b: 'a b' })).toBe(
      'ExecStart=/bin/x ; /bin/a \\; "a b"\n',
    );
  });

  it.each([
    'bin/x',
    '',
    '-/bin/x',
    '@/bin/x',
    '/bin/x y',
    '/bin/%n',
    '/bin/$x',
    '"/bin/x"',
    '/bin/x\n',
  ])('is refused as %j', (a) => {
    for (const text of [
      'ExecStart={{a}}\n',
      'ExecStart=-{{a}}\n',
      'ExecStart=/bin/true ; {{a}}\n',
    ]) {
      expect(refusal(() => unit(text, { a }))).toContain('not a plain absolute path');
    }
  });

  it.each(['%n', 'a b', '$x'])('is refused if its path goes on with %j', (a) => {
    expect(refusal(() => unit('ExecStart=/bin/{{a}}\n', { a }))).toContain(
      'not a plain absolute path',
    );
  });
});

describe('an interpolation is refused', () => {
  it.each([
    ['in a section header', '[{{a}}]\n', 'in a section header'],
    ['behind a section header', '[Unit]{{a}}\n', 'in a section header'],
    ['as a key', '{{a}}=x\n', 'at the start of a line'],
    ['in a key', 'Exec{{a}}=x\n', 'in a key'],
    ['behind a percent sign', 'Description=%{{a}}\n', 'behind a percent sign'],
    ['behind a percent sign of an Exec line', 'ExecStart=/bin/x %{{a}}\n', 'behind a percent sign'],
    ['behind a backslash', 'Description=x\\\\{{a}}\n', 'behind a backslash'],
    ['behind a backslash of a comment', '# x\\\\{{a}}\n', 'behind a backslash'],
    ['at the start of a continued line', 'Description=x \\\n {{a}}\n', 'begins a continued line'],
    ['behind a double quote', 'Description="{{a}}"\n', 'splits into quoted words'],
    ['in the environment', 'Environment=A={{a}}\n', 'splits into quoted words'],
    ['in quotes of an Exec line', 'ExecStart=/bin/sh -c "{{a}}"\n', 'in or right behind quotes'],
    ['in single quotes of an Exec line', "ExecStart=/bin/sh -c '{{a}}'\n", 'in or right behind'],
    ['behind quotes of an Exec line', 'ExecStart=/bin/x "y"{{a}}\n', 'in or right behind quotes'],
    ['behind a dollar sign', 'ExecStart=/bin/x ${{a}}\n', 'in a word with $'],
    ['behind a variable', 'ExecStart=/bin/x $X{{a}}\n', 'in a word with $'],
  ])('%s', (_, text, reason) => {
    expect(refusal(() => unit(text, { a: 'x' }))).toContain(reason);
  });
});

describe('text that versions of systemd read differently is refused', () => {
  it.each([
    ['a quote inside a word', 'ExecStart=/bin/x --a="b c"\n', 'Quotes around a part'],
    ['text right behind a quote', "ExecStart=/bin/x 'b'c\n", 'Quotes around a part'],
    ['a quote right behind a value', 'ExecStart=/bin/x {{a}}"b"\n', 'Quotes around a part'],
    ['an open quote', 'ExecStart=/bin/x "b\n', 'still open'],
    ['an escaped blank', 'ExecStart=/bin/x a\\ b\n', 'An escaped blank'],
    ['a comment in a continued value', 'Description=x \\\n# y\n', 'begins like a comment'],
    ['a continued comment', '# x \\\ny\n', 'ends in a backslash'],
    ['a continued section header', '[Unit]\\\n', 'ends in a backslash'],
  ])('%s', (_, text, reason) => {
    expect(refusal(() => unit(text, { a: 'x' }))).toContain(reason);
  });

  it('a line that is too long for systemd 219', () => {
    const text = '[Unit]\nDescription={{a}}\n';
    const room = 2046 - 'Description='.length;
    expect(unit(text, { a: 'x'.repeat(room) })).toHaveLength(2054);
    expect(refusal(() => unit(text, { a: 'x'.repeat(room + 1) }))).toContain('Line 2 ');
    expect(refusal(() => unit(text, { a: 'é'.repeat(room / 2 + 1) }))).toContain('Line 2 ');
  });
});

it('what follows an argument is seen through comments of the template', () => {
  const text = 'ExecStart=/bin/x {{a}} {{~! the end }} y\n';
  expect(unit(text, { a: 'a b' })).toBe('ExecStart=/bin/x "a b" y\n');
});

it('signs that are doubled already mean nothing to what follows', () => {
  const text = 'Description=%%{{a}}. \\\\\nExecStart=/bin/x %%{{b}} $$ {{a}}\n';
  expect(unit(text, { a: 'a b', b: 'n' })).toBe(
    'Description=%%a b. \\\\\nExecStart=/bin/x %%n $$ "a b"\n',
  );
});

it('quotes and escapes around do not confuse it', () => {
  const text = `ExecStart=/bin/x "a\\" b" '"' \\" $$x {{a}} \\\n  "c \\\n d" {{a}}\n`;
  expect(unit(text, { a: 'a b' })).toBe(text.replaceAll('{{a}}', '"a b"'));
});

/** The arguments of an Exec line as systemd 219 makes them: split, unescaped, specifiers, variables. */
function words219(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"(?= |$)|(?:\\.|[^ \\])+/gu) ?? [];
  return words.map((word) =>
    (word.startsWith('"') ? word.slice(1, -1) : word)
      .replaceAll(/\\(.)/gu, '$1')
      .replaceAll('%%', '%')
      .replaceAll('$$', '$'),
  );
}
