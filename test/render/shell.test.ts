// Shell has one rule: a value stands in a comment, or it is all of an assignment.
import { describe, expect, it } from 'vitest';
import { refusal, shell } from './render.ts';

const view = { a: 'a b', b: '', yes: true, no: false, list: ['x', 'y'] };

it.each([
  ['an assignment', 'x={{a}}\n', "x='a b'\n"],
  ['an assignment behind others', ': "y\nz"\nx={{a}}\n', `: "y\nz"\nx='a b'\n`],
  ['an assignment at the end', 'x={{a}}', "x='a b'"],
  ['an assignment with a comment', 'x={{a}} # of {{a}}.\n', "x='a b' # of a b.\n"],
  ['an assignment, a list one item a line', 'x={{list}}\n', "x='x\ny'\n"],
  ['an assignment, a number bare', 'x={{list.length}}\n', 'x=2\n'],
  ['an assignment, a simple word bare', 'x={{list.[0]}}\n', 'x=x\n'],
  ['an assignment, nothing in quotes', 'x={{b}}\n', "x=''\n"],
  ['an assignment in a branch', '{{#if yes}}\nx={{a}}\n{{/if}}\n', "x='a b'\n"],
  ['an assignment in a loop', '{{#each list}}\nx={{this}}\n{{/each}}\n', 'x=x\nx=y\n'],
  ['an assignment in a command', 'y=$(\nx={{a}}\necho)\n', "y=$(\nx='a b'\necho)\n"],
  ['a comment', '# of {{a}}, {{a}}\n', '# of a b, a b\n'],
  ['a comment behind a command', 'true # of {{a}}\n', 'true # of a b\n'],
  ['a comment behind an operator', 'true;# of {{a}}\n', 'true;# of a b\n'],
])('a value stands in %s', (_, text, printed) => {
  expect(shell(text, view)).toBe(printed);
});

it.each([
  ["it's", `'it'\\''s'`],
  ['~', "'~'"],
  ['x\ny', "'x\ny'"],
])('%j is quoted', (a, printed) => {
  expect(shell('x={{a}}\n', { a })).toBe(`x=${printed}\n`);
});

describe('a value is refused', () => {
  it.each([
    ['as an argument', 'echo {{a}}\n'],
    ['as a command', '{{a}}\n'],
    ['in an assignment that is a part of a line', 'export x={{a}}\n'],
    ['in an assignment before a command', 'x={{a}} reboot\n'],
    ['in an assignment, behind another value', 'x={{b}}{{a}}\n'],
    ['in an assignment with text', 'x=/run/{{a}}\n'],
    ['in an assignment that is indented', '    x={{a}}\n'],
    ['in an assignment to an element', 'x[0]={{a}}\n'],
    ['in an assignment that a loop makes', 'x={{#each list}}{{this}}{{/each}}\n'],
    ['in double quotes', 'x="{{a}}"\n'],
    ['in double quotes that span lines', ': "\nx={{a}}\n"\n'],
    ['in single quotes', "x='{{a}}'\n"],
    ['in single quotes that span lines', ": '\nx={{a}}\n'\n"],
    ['behind a backslash', 'x=\\\\{{a}}\n'],
    ['in a line that goes on', 'eval \\\nx={{a}}\n'],
    ['in $(…) in quotes', ': "$(\nx={{a}}\n)"\n'],
    ['in arithmetic', 'x=$((\nx={{a}}\n))\n'],
    ['in ${…}', ': ${x:-\nx={{a}}\n}\n'],
    ['in ${…} in quotes', ': "${x:-"${y}"\nx={{a}}\n}"\n'],
    ['in a here-document', 'cat <<E\nx={{a}}\nE\n'],
    ['in a here-document without expansions', "cat <<'E'\n# {{a}}\nE\n"],
    ['in a here-document around a comment of the template', 'cat <{{! }}<E\nx={{a}}\nE\n'],
    ['in a here-document around a line break', 'cat <\\\n<E\nx={{a}}\nE\n'],
    ['in backquotes', 'x=`\nx={{a}}\n`\n'],
    ['before a redirection', '{{a}}> x\n'],
    ['in an assignment before a redirection', 'x={{a}}> x\n'],
    ['as the target of a redirection', 'true > {{a}}\n'],
    ['where # begins no comment', 'echo x#{{a}}\n'],
    ['where # begins no comment, behind a blank that shells do not know', 'echo\u00a0#{{a}}\n'],
    ['where # begins no comment, on a line that goes on', 'echo x\\\n#{{a}}\n'],
  ])('%s', (_, text) => {
    const message = refusal(() => shell(text, view, { p: 'x={{a}}\n' }));
    expect(message).toContain('In shell, a value stands in a comment, or is all of an assignment');
    if (/{{(?!a}})/.test(text)) return;
    const before = text.slice(0, text.indexOf('{{')).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    expect(message).toContain(`templates/role/example.hbs:${line}:${column} `);
  });

  it.each([
    ['a here-document', 'cat <<E\n"\nE\n'],
    ['backquotes', ": `echo '`'`\n"],
    ['$[…]', ": $['\n]\n"],
    ["$'…'", ": $'\\''\n"],
    ['a case in $(…) in quotes', ': "$(case x in x) : "x" ;; esac)"\n'],
    ['a case in quotes, behind quotes', ': "$(echo ")"; case x in x) : ;; esac)"\n'],
    ['a comment in $(…) in quotes', ': "$(echo # "\n)"\n'],
    ['a pattern of bash', "[[ x == @(#|') ]]\n"],
    ['a line that goes on in a word', 'cat <\\\n<E\n"\nE\n'],
  ])('behind %s', (_, text) => {
    expect(refusal(() => shell(`${text}x={{a}}\n`, view))).toMatch(/ In shell/);
    expect(shell(`x={{a}}\n${text}`, view)).toBe(`x='a b'\n${text}`);
  });
});

it.each([
  `echo x#y "#" \\# '#' $# \${#x} "\${x#y}" \${x##*/} # it's`,
  `echo \\" \\' "\\"" '\\' "'" '"' "it's" \\$\\(`,
  `echo "$(dirname "$0") $(cat x || id) $$ $" $(echo ")" '(') $((1 + 2 * $x)) $$ "$"`,
  `case $x in a | "b c") echo '(' ;; [']']*) (echo) ;; (c) ;; esac`,
  `f() { awk '\n  # "\n  { print $1 }' "\${1:-x y}" < x >> y 2>&1; }`,
  `echo \\\n  # it's\necho "x\\\ny"`,
  `# don't "quote" \`this\` $( \${ <<E $'x' \\`,
])('what the text around says is not taken for quotes: %s', (text) => {
  expect(shell(`${text}\nx={{a}}\n`, view)).toBe(`${text}\nx='a b'\n`);
});

describe('in a comment', () => {
  it.each([
    ['a line break', 'x\nreboot', 'U+000A'],
    ['a line separator', 'x\u2028y', 'U+2028'],
    ['a NUL', 'x\0', 'U+0000'],
    ['half of a surrogate pair', 'x\udc00', 'U+DC00'],
  ])('%s is refused', (_, a, character) => {
    const message = refusal(() => shell('\n# of {{a}}\n', { a }));
    expect(message).toMatch(/^templates\/role\/example\.hbs:2:6 /);
    expect(message).toContain(character);
  });

  it.each(['# x: {{a}}\n', '# x: {{a}} \t\n', '# x: {{a}}{{b}}\n'])(
    'a value that ends in a backslash is refused at the end of the line: %j',
    (text) => {
      expect(refusal(() => shell(text, { a: 'x\\', b: 'y' }))).toContain('ends in a backslash');
      expect(shell('# x: {{a}}.\n', { a: 'x\\' })).toBe('# x: x\\.\n');
    },
  );

  it.each([
    ['chkconfig', '# {{a}}\n', 'chkconfig: 2345 1 1'],
    ['an LSB keyword', '#  {{a}} x\n', 'Provides: sshd'],
    ['an LSB block', '#{{a}}\n', '## BEGIN INIT INFO'],
    ['ShellCheck', '    # {{a}}\n', 'shellcheck disable=all'],
    ['the kernel', '#{{a}}\n', '!/bin/evil'],
    ['an LSB keyword behind an empty value', '# {{b}}{{a}}\n', 'Provides: sshd'],
  ])('a value that begins it as an instruction to %s is refused', (_, text, a) => {
    expect(refusal(() => shell(text, { a, b: '' }))).toContain('recognize instructions');
    expect(shell(text, { a: 'web farm', b: '' })).toContain('web farm');
  });
});
