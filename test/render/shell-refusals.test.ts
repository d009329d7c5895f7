import { describe, expect, it } from 'vitest';

import { refusal, shell } from './render.ts';

const view = { a: 'x', b: 'y', yes: true, list: ['x'] };

describe('an interpolation is refused', () => {
  it.each([
    ['in double quotes', 'echo "{{a}}"', 'in double quotes'],
    ['in double quotes that span lines', 'echo "x\n{{a}}"', 'in double quotes'],
    ['in single quotes', "echo '{{a}}'", 'in single quotes'],
    ['in a here-document', 'cat <<EOF\n{{a}}\nEOF', 'in a here-document'],
    ['in a here-document with tabs stripped', 'cat <<-EOF\n\t{{a}}\n\tEOF', 'in a here-document'],
    ['in a here-document with a quoted delimiter', "cat <<'EOF'\n{{a}}\nEOF", 'in a here-document'],
    [
      'in a here-document with an escaped delimiter',
      'cat <<\\EOF\n{{a}}\nEOF',
      'in a here-document',
    ],
    ['in the second of two here-documents', 'cat <<A 3<<B\nA\n{{a}}\nB', 'in a here-document'],
    [
      'behind what only looks like the delimiter',
      'cat <<EOF\n EOF\n{{a}}\nEOF',
      'in a here-document',
    ],
    ['as the delimiter', 'cat <<{{a}}\nx', 'delimiter'],
    ['as the delimiter behind a blank', 'cat << {{a}}\nx', 'delimiter'],
    ['as the delimiter of <<-', 'cat <<-{{a}}\nx', 'delimiter'],
    ['as a part of the delimiter', 'cat <<E{{a}}\nx', 'delimiter'],
    ['behind a backslash', 'echo \\\\{{a}}', 'right behind a backslash'],
    ['behind a dollar sign', 'echo ${{a}}', 'right behind a dollar sign'],
    ['behind the name of a variable', 'echo $x{{a}}', 'name of a variable'],
    ['behind a positional parameter', 'echo $1{{a}}', 'name of a variable'],
    ['in a parameter expansion', 'echo ${x:-{{a}} }', 'in a parameter expansion'],
    ['in a nested parameter expansion', 'echo "${x:-${y:-{{a}} }}"', 'in a parameter expansion'],
    ['in the quotes of a parameter expansion', "echo ${x:-'{{a}}'}", 'in single quotes'],
    ['in arithmetic', 'echo $(({{a}} + 1))', 'in an arithmetic expansion'],
    ['in parentheses of arithmetic', 'echo $((1 + ( {{a}} )))', 'in an arithmetic expansion'],
    ['in double quotes in a substitution', 'x=$(echo "{{a}}")', 'in double quotes'],
    ['in double quotes around a substitution', 'echo "$(echo x){{a}}"', 'in double quotes'],
    ['in a comment in a substitution', 'x=$(\n# say {{a}}\necho x)', 'in a comment inside $(…)'],
    ['behind a tilde', 'cd ~{{a}}', 'behind a tilde'],
    ['behind a tilde in an assignment', 'x=a:~{{a}}', 'behind a tilde'],
    ['in braces', 'echo x{1,{{a}} }', 'behind a brace'],
    ['in a bracket expression', 'case $x in [{{a}}]*) ;; esac', 'in a bracket expression'],
    ['as a descriptor', 'echo x >&{{a}}', 'mean a descriptor'],
    ['as a descriptor behind a blank', 'read x <& {{a}}', 'mean a descriptor'],
    ['in an argument of eval', 'eval echo {{a}}', 'read as code once more'],
    ['in an argument of trap', 'x=1 trap {{a}} EXIT', 'read as code once more'],
    ['in an argument of eval behind a redirection', '>{{a}} eval {{b}}', 'read as code once more'],
    [
      'in an argument of eval behind command',
      'if command eval {{a}}; then :; fi',
      'as code once more',
    ],
    ['in an argument of eval behind a keyword', 'for x do eval {{a}}; done', 'as code once more'],
    ['behind a word that is continued', 'echo x\\\n{{a}}', 'continued with a backslash'],
    ['behind a backslash in a comment', '# x\\\\{{a}}', 'right behind a backslash in a comment'],
  ])('%s', (_, text, reason) => {
    const message = refusal(() => shell(`${text}\n`, view));
    expect(message).toContain(reason);
    expect(message).toMatch(/^templates\/real-server\/example\.hbs:/);
  });
});

describe('text that shells read differently is refused', () => {
  it.each([
    ['backquotes', 'echo `date`', 'backquotes'],
    ['backquotes in double quotes', 'echo "`date`"', 'backquotes'],
    ['backquotes in an expansion', 'echo ${x:-`date`}', 'backquotes'],
    ['$-single-quotes', "echo $'x'", "$' is not POSIX"],
    ['$-double-quotes', 'echo $"x"', '$" is not POSIX'],
    ['$[…]', 'echo $[1]', '$[ is not POSIX'],
    ['((…))', '((x))', '(('],
    ['[[', 'if [[ -n $x ]]; then :; fi', '[['],
    ['<<<', 'cat <<<x', '<<<'],
    ['<(…)', 'cat <(date)', '<('],
    ['>(…)', 'date >(cat)', '<('],
    ['$((…) that may be a subshell', 'x=$((date) | cat)', 'arithmetic or a subshell'],
    ['quotes in arithmetic', 'echo $(("1"))', 'Quotes inside'],
    ['case in a substitution', 'x=$(case $y in a) echo b ;; esac)', 'A case inside'],
    ['single quotes in a quoted expansion', `echo "\${x:-'a'}"`, 'A single quote inside'],
    ['a brace in the quotes of an expansion', 'echo ${x:-"}"}', 'A brace closes'],
    [
      'a here-document that is announced in quotes',
      'cat <<EOF "a\nb"\nEOF',
      'announces a here-document',
    ],
    [
      'a here-document cut off by a parenthesis',
      'x=$(cat <<EOF)\nx\nEOF',
      'ends before the here-document',
    ],
    [
      'a here-document that is announced around a line',
      'cat <<EOF $(date\n)\nx\nEOF',
      'inside another',
    ],
    ['a here-document with a continued line', 'cat <<EOF\nx\\\nEOF\nEOF', 'ends in a backslash'],
    ['a delimiter of several parts', `cat <<E'O'F\nEOF`, 'no plain word'],
    ['an operator that spans lines', 'cat <\\\n<EOF', 'directly behind'],
    ['an expansion that spans lines', 'echo $\\\n(date)', 'directly behind'],
    ['a tilde behind an interpolation', 'x={{a}}~', 'A tilde behind'],
    ['a redirection behind an interpolation', 'echo {{a}}>x', 'right behind an interpolation'],
    ['a redirection behind digits and an interpolation', 'echo {{a}}1<x', 'right behind'],
    ['a parenthesis behind an interpolation', '{{a}}() { :; }', 'right behind an interpolation'],
    ['a carriage return', 'echo x\r', 'carriage return'],
  ])('%s', (_, text, reason) => {
    expect(refusal(() => shell(`${text}\n`, view))).toContain(reason);
  });
});

describe('a template is refused that ends', () => {
  it.each([
    ['in double quotes', 'echo "x'],
    ['in single quotes', "echo 'x"],
    ['in a here-document', 'cat <<EOF\nx'],
    ['in a parameter expansion', 'echo ${x'],
    ['where a command begins in $(…)', 'x=$(date'],
  ])('%s', (where, text) => {
    expect(refusal(() => shell(`${text}\n`))).toContain(`The template ends ${where}`);
  });
});

it('what the text around says is not taken for quotes, comments or here-documents', () => {
  const lines = [
    `echo x#y {{a}}`,
    `echo "#" {{a}}`,
    `echo \\# {{a}}`,
    `echo \\" {{a}}`,
    `echo \\' {{a}}`,
    `echo "\\"" {{a}}`,
    `echo '\\' {{a}}`,
    `# don't "quote" \`this\` $( {{a}}`,
    `echo $# {{a}} $$ {{a}}`,
    `echo \${#x} {{a}}`,
    `echo "$" {{a}}`,
    `echo \${x%'}'} {{a}}`,
    `echo "\${x#"$y"}" {{a}}`,
    `echo $((1 << 2)) {{a}}`,
    `echo "$(echo ")" '"' \\) # )\n)" {{a}}`,
    `cat <<A; cat <<-"B"\n"\nA\n'\n\tB\necho {{a}}`,
    `cat << EOF\n\\\\x\nEOF\necho {{a}}`,
    `x=$(cat <<EOF\n)\nEOF\n) {{a}}`,
    `echo "$( (echo x) {{a}})" {{a}}`,
    `case $x in [a-z]{{a}} | *) echo ;; esac`,
  ];
  for (const line of lines) {
    const printed = shell(`${line}\n`, { a: 'a b' });
    expect(printed, line).toBe(
      `${line.replaceAll('{{a}}', line.startsWith('#') ? 'a b' : "'a b'")}\n`,
    );
  }
});
