import { describe, expect, it } from 'vitest';
import { refusal, shell } from './render.ts';

const view = { a: 'a b', b: '', yes: true, no: false, list: ['x', 'y'] };

describe('a value stands in', () => {
  it.each([
    ['an assignment', 'x={{a}}\n', "x='a b'\n"],
    ['an assignment behind others', ': "y\nz"\nx={{a}}\n', `: "y\nz"\nx='a b'\n`],
    ['an assignment with a comment', 'x={{a}} # of {{a}}.\n', "x='a b' # of a b.\n"],
    ['an assignment, a list one item a line', 'x={{list}}\n', "x='x\ny'\n"],
    ['an assignment, a number bare', 'x={{list.length}}\n', 'x=2\n'],
    ['an assignment, a simple word bare', 'x={{list.[0]}}\n', 'x=x\n'],
    ['an assignment, nothing in quotes', 'x={{b}}\n', "x=''\n"],
    ['an assignment in a branch', '{{#if yes}}\nx={{a}}\n{{/if}}\n', "x='a b'\n"],
    ['an assignment in a loop', '{{#each list}}\nx={{this}}\n{{/each}}\n', 'x=x\nx=y\n'],
    ['a comment', '# of {{a}}, {{a}}\n', '# of a b, a b\n'],
    ['a comment behind a command', 'true # of {{a}}\n', 'true # of a b\n'],
    ['a comment behind an operator', 'true;# of {{a}}\n', 'true;# of a b\n'],
  ])('%s', (_, text, printed) => {
    expect(shell(text, view)).toBe(printed);
  });

  it.each([
    ['a quote in an assignment', "it's", `'it'\\''s'`],
    ['a tilde', '~', "'~'"],
    ['a line break', 'x\ny', "'x\ny'"],
  ])('%s', (_, a, printed) => {
    expect(shell('x={{a}}\n', { a })).toBe(`x=${printed}\n`);
  });
});

describe('a value is refused', () => {
  it.each([
    ['as an argument', 'echo {{a}}\n'],
    ['as a command', '{{a}}\n'],
    ['in an assignment that is a part of a line', 'export x={{a}}\n'],
    ['in an assignment before a command', 'x={{a}} reboot\n'],
    ['in an assignment before a block', 'x={{a}}{{#if no}} reboot{{/if}}\n'],
    ['in an assignment before a block, behind a blank', 'x={{a}} {{#if no}}reboot{{/if}}\n'],
    ['in an assignment before a block, behind a line break', 'x={{a}}\n{{~#if no}}x{{/if}}\n'],
    ['in an assignment, behind another value', 'x={{b}}{{a}}\n'],
    ['in an assignment with text', 'x=/run/{{a}}\n'],
    ['in an assignment that is indented', '    x={{a}}\n'],
    ['in an assignment to an element', 'x[0]={{a}}\n'],
    ['in an assignment that a loop makes', 'x={{#each list}}{{this}}{{/each}}\n'],
    ['in an assignment with a name in a branch', '{{#if yes}}x{{else}}y{{/if}}={{a}}\n'],
    ['in double quotes', 'x="{{a}}"\n'],
    ['in double quotes that span lines', ': "\nx={{a}}\n"\n'],
    ['in single quotes', "x='{{a}}'\n"],
    ['in single quotes that span lines', ": '\nx={{a}}\n'\n"],
    ['behind a backslash', 'x=\\\\{{a}}\n'],
    ['in a line that goes on', 'eval \\\nx={{a}}\n'],
    ['in $(…)', 'x=$(\nx={{a}}\n)\n'],
    ['in $(…) in quotes', ': "$(\nx={{a}}\n)"\n'],
    ['in (…)', '(\nx={{a}}\n)\n'],
    ['in a list of bash', 'x=(\nx={{a}}\n)\n'],
    ['in arithmetic', 'x=$((\nx={{a}}\n))\n'],
    ['in ${…}', ': ${x:-\nx={{a}}\n}\n'],
    ['in ${…} in quotes', ': "${x:-"${y}"\nx={{a}}\n}"\n'],
    ['in a comment of $(…)', 'x=$(\n# of {{a}}\n)\n'],
    ['in an argument of eval', 'eval {{a}}\n'],
    ['in an assignment for eval', 'eval x={{a}}\n'],
    ['in an argument of trap', 'trap {{a}} EXIT\n'],
    ['before a redirection', '{{a}}> x\n'],
    ['in an assignment before a redirection', 'x={{a}}> x\n'],
    ['as the target of a redirection', 'true > {{a}}\n'],
    ['where # begins no comment', 'echo x#{{a}}\n'],
    ['where # begins no comment, behind quotes', 'echo ""#{{a}}\n'],
    ['where # begins no comment, behind a blank that shells do not know', 'echo\u00a0#{{a}}\n'],
    ['where # may begin no comment', 'echo{{#if yes}} {{else}} # {{/if}}{{a}}\n'],
  ])('%s', (_, text) => {
    const message = refusal(() => shell(text, view));
    expect(message).toMatch(/(?:In shell, a value stands in|The branches of a block)/);
    if (/{{(?!a}})/.test(text)) return;
    const before = text.slice(0, text.indexOf('{{')).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    expect(message).toContain(`templates/real-server/example.hbs:${line}:${column} `);
  });
});

describe('text that shells could read in another way is refused:', () => {
  it.each([
    ['a here-document', 'cat <<E\nx={{a}}\nE\n'],
    ['a here-document without expansions', "cat <<'E'\nx={{a}}\nE\n"],
    ['a here-document without tabs', 'cat <<-E\n\tE\n'],
    ['a here-document of one word', 'cat <<<x\n'],
    ['a here-document around a comment of the template', 'cat <{{! }}<E\nx={{a}}\nE\n'],
    ['a here-document around a line break', 'cat <\\\n<E\nx={{a}}\nE\n'],
    ['backquotes', ": `echo '`'`\nx={{a}}\n'\n# '\n"],
    ['backquotes in quotes', 'x="`date`"\n'],
    ['$[…]', ": $[ # '\n0]\nx={{a}}\n"],
    ["$'…'", "echo $'\\''\n"],
    ["$'…' around a comment of the template", "echo ${{! }}'\\'' '\nx={{a}}\n'\n# '\n"],
    ["$'…' in ${…}", "echo ${x:-$'\\''}\n"],
    ['single quotes in ${…}', `: "\${x%'"'}" } "\nx={{a}}\n"\n# "\n`],
    ['a case in $(…)', 'x=$(case $y in a) : ;; esac)\n'],
    ['a case in quotes', 'x="$(true; case $y in a) : ;; esac)"\n'],
    ['a case in (…)', '(case $y in a) : ;; esac)\n'],
    ['a case around a line break', ': $(case\\\n x in a) : " ;; esac) "\nx={{a}}\n"\n# "\n'],
    ['a case in pieces', ': $(ca\\\nse x in a) : " ;; esac) "\nx={{a}}\n"\n# "\n'],
    ['a carriage return', 'echo x\r\n'],
  ])('%s', (_, text) => {
    expect(refusal(() => shell(text, view))).toMatch(/example\.hbs:\d+:\d+ (?!In shell)/);
  });
});

describe('branches that end in different ways are refused:', () => {
  it.each([
    ['one opens a quote', ': {{#if yes}}"{{/if}}x"\n'],
    ['each opens another quote', `: {{#if yes}}"{{else}}'{{/if}}x"\n`],
    ['one opens $(…)', ': {{#if yes}}$({{else}}({{/if}}x)\n'],
    ['one begins $(…)', ': {{#if yes}}${{/if}}(x)\n'],
    ['one begins ${…}', ': "{{#if yes}}${{/if}}{x}"\n'],
    ['one begins a here-document', 'cat {{#if yes}}<{{/if}}<E\nx={{a}}\nE\n'],
    ['one ends in a backslash', ': {{#if yes}}\\\\{{/if}}"x"\nx={{a}}\n"\n# "\n'],
    ['one begins a comment', ': {{#if yes}}# {{/if}}\nx={{a}}\n'],
    ['# begins a comment in one', ': {{#if no}}x{{/if}}#"\n"\nx={{a}}\n"\n# "\n'],
    ['one begins a case', ': $({{#if yes}}ca{{/if}}se x in a) : ;; esac)\n'],
    ['a loop does not end as it begins', ': {{#each list}}"{{/each}}"\n'],
    ['the other branch of a loop', ': {{#each list}} {{else}}"{{/each}}x"\n'],
    ['an inverted block', ': {{^if yes}}"{{/if}}x"\n'],
    ['one of three', ': {{#if no}}x{{else if yes}}"{{else}}x{{/if}}"\n'],
  ])('%s', (_, text) => {
    expect(refusal(() => shell(text, view))).toMatch(/:\d+ The branches of a block end in diff/);
  });

  it('others may stand in the middle of a line', () => {
    const text =
      'for x in a{{#if yes}} b{{/if}}; do {{#if no}}y && {{/if}}z; done\n: "x{{#if yes}} y{{/if}}z"\nx={{a}}\n';
    expect(shell(text, view)).toBe(`for x in a b; do z; done\n: "x yz"\nx='a b'\n`);
  });
});

describe('a template is refused that ends', () => {
  it.each(['echo "x\n', "echo 'x\n", 'echo ${x\n', 'x=$(date\n', 'echo x', 'echo x \\\n', '# x'])(
    'in %j',
    (text) => {
      expect(refusal(() => shell(text))).toMatch(/:\d+ The template ends inside of quotes/);
    },
  );
});

it.each([
  `echo x#y "#" \\# '#' $# \${#x} "\${x#"$y"}" \${x##*/} # it's`,
  `echo \\" \\' "\\"" '\\' "'" '"' "it's" \\$\\(`,
  `echo "$(echo "$(echo ")" '(')" \\) # )\n)" $((1 + (2 * 3))) "$$(it's)" $$ "$"`,
  `case $x in a | "b c") echo '(' ;; [']']*) (echo) ;; (c) ;; esac`,
  `f() { awk '\n  # "\n  { print $1 }' "\${1:-"x y"}" < x >> y 2>&1; }`,
  `echo \\\n  # it's\necho "x\\\ny" x\\\ny`,
  `# don't "quote" \`this\` $( \${ <<E $'x' \\`,
])('what the text around says is not taken for quotes: %s', (text) => {
  expect(shell(`${text}\nx={{a}}\n`, view)).toBe(`${text}\nx='a b'\n`);
});

describe('in a comment', () => {
  it.each([
    ['a line break', 'x\nreboot', 'U+000A'],
    ['a carriage return', 'x\ry', 'U+000D'],
    ['an escape', 'x\u001b[2K', 'U+001B'],
    ['a control character beyond ASCII', 'x\u0085y', 'U+0085'],
    ['a line separator', 'x\u2028y', 'U+2028'],
    ['a NUL', 'x\0', 'U+0000'],
    ['half of a surrogate pair', 'x\udc00', 'surrogate'],
  ])('%s is refused', (_, a, reason) => {
    const message = refusal(() => shell('\n# of {{a}}\n', { a }));
    expect(message).toContain('templates/real-server/example.hbs:2:6 ');
    expect(message).toContain(reason);
  });

  it.each([
    '# x: {{a}}\n',
    '# x: {{a}} \t\n',
    '# x: {{a}}{{#if b}}.{{/if}}\n',
    '# x: {{a}}{{b}}\n',
  ])('a value that ends in a backslash is refused at the end of the line: %j', (text) => {
    expect(refusal(() => shell(text, { a: 'x\\', b: 'y' }))).toContain('ends in a backslash');
    expect(shell('# x: {{a}}.\n', { a: 'x\\' })).toBe('# x: x\\.\n');
  });

  it.each([
    ['chkconfig', '# {{a}}\n', 'chkconfig: 2345 1 1'],
    ['an LSB keyword', '#  {{a}} x\n', 'Provides: sshd'],
    ['an LSB block', '#{{a}}\n', '## BEGIN INIT INFO'],
    ['ShellCheck', '# {{a}}\n', 'shellcheck disable=all'],
    ['the kernel', '#{{a}}\n', '!/bin/evil'],
    ['an LSB keyword behind an empty value', '# {{b}}{{a}}\n', 'Provides: sshd'],
    ['an LSB keyword behind a branch', '# {{#if b}}x {{/if}}{{a}}\n', 'Provides: sshd'],
  ])('a value that begins it as an instruction to %s is refused', (_, text, a) => {
    expect(refusal(() => shell(text, { a, b: '' }))).toContain('recognize instructions');
    expect(shell(text, { a: 'web farm', b: '' })).toContain('web farm');
  });
});

it.each([
  ['a NUL byte', 'a\0b', 'NUL'],
  ['a lone surrogate', 'a\ud800b', 'surrogate'],
])('an assignment with %s is refused', (_, a, reason) => {
  expect(refusal(() => shell('x={{a}}\n', { a }))).toContain(reason);
});
