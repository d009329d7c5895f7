import { lineText, refuseLineBreaks } from './escapes.ts';
import { onceEach } from './once-each.ts';
import { Refusal } from './refusal.ts';
import type { Escape } from './scanner.ts';

const SIMPLE = /^[A-Za-z0-9_./:@+-]*$/;
/** `%` and `$` are harmless once doubled. */
const SIMPLE_WHEN_DOUBLED = /^[A-Za-z0-9_./:@+%$-]*$/;

/**
 * A value that systemd reads to the end of the line, such as `Description=`: a specifier's `%` is doubled.
 *
 * @param lastOnLine whether the line may end behind the value
 * @throws Refusal as lineText does.
 */
export const systemdText = onceEach((lastOnLine: boolean): Escape => {
  const text = lineText(lastOnLine);
  return (value) => text(value).replaceAll('%', '%%');
});

/**
 * The program of an Exec line, or the start of its path. systemd looks at its first characters for prefixes such as
 * `-` and `@`, and later versions expand specifiers in it where 219 does not: nothing but a plain path reads the same
 * everywhere.
 *
 * @param begins whether the word begins here, so that the value has to be an absolute path
 * @throws Refusal for anything else.
 */
export const systemdProgram = onceEach((begins: boolean): Escape => {
  return (value) => {
    if (SIMPLE.test(value) && (!begins || value.startsWith('/'))) return value;
    throw new Refusal(
      'The value is not a plain absolute path: the program of an Exec line is neither unquoted nor expanded alike in all versions of systemd.',
      'Use an absolute path of letters, digits and the characters _ . / : @ + - alone.',
    );
  };
});

/**
 * One whole argument of an Exec line, quoted if need be. In systemd 219 only quotes around a whole word are quotes;
 * inside them backslash escapes hold (config_parse_exec in load-fragment.c, split in util.c). A lone semicolon
 * separates commands even in quotes.
 *
 * @throws Refusal for what lineText refuses, and for a value that begins with `$`: before systemd 227 an argument
 *   that begins with `$$` is dropped (replace_env_argv in env-util.c).
 */
export const systemdArgument: Escape = (value) => {
  refuseLineBreaks(value);
  refuseLeadingDollar(value);
  if (value === ';') return String.raw`\;`;
  const doubled = double(value);
  if (value !== '' && SIMPLE_WHEN_DOUBLED.test(value)) return doubled;
  return `"${doubled.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
};

/**
 * A piece of an argument of an Exec line. It cannot be quoted, since systemd 219 takes a quote inside a word for a
 * plain character.
 *
 * @param begins whether the argument begins here: then an empty value would be no argument at all
 * @throws Refusal for a value that is not made of simple characters, and as systemdArgument does.
 */
export const systemdArgumentPiece = onceEach((begins: boolean): Escape => {
  return (value) => {
    if (begins) refuseLeadingDollar(value);
    if (SIMPLE_WHEN_DOUBLED.test(value) && !(begins && value === '')) return double(value);
    throw new Refusal(
      'The value needs quotes, and it is only a part of an argument: systemd 219 knows no quotes inside a word.',
      'Make the interpolation an argument of its own, with a blank or the end of the line right behind it.',
    );
  };
});

function double(value: string): string {
  return value.replaceAll(/[%$]/g, '$&$&');
}

function refuseLeadingDollar(value: string): void {
  if (value.startsWith('$')) {
    throw new Refusal(
      'The value begins with a dollar sign, and systemd 219 drops an argument that begins with an escaped one.',
      'Put something before the dollar sign, or pass the value in a file.',
    );
  }
}
