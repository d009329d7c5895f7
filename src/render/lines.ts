import { wordPattern } from '../model/schema-checks.ts';
import { type Place, refusedAt } from './template.ts';

/** A value that is printed, and where its template says so. */
export interface Value {
  readonly text: string;
  readonly place: Place;
}

/** What stands for a value until it is known where it lands. No template holds a NUL. */
export const markOf = (number: number): string => `\0${number}\0`;
const mark = /\0(\d+)\0/g;

/**
 * Puts the values of a line in the places of their marks.
 *
 * @param print gets a value, the text before it on the line, and whether the line may end behind it
 */
export function fillLine(
  line: string,
  values: readonly Value[],
  print: (value: Value, before: string, endsLine: boolean) => string,
): string {
  if (!line.includes('\0')) return line;
  return line.replaceAll(mark, (found, number: string, offset: number) => {
    const value = values[Number(number)];
    if (value === undefined) throw new Error(`there is no value ${number}`);
    const before = line.slice(0, offset).replaceAll(mark, '');
    const behind = line.slice(offset + found.length).replaceAll(mark, '');
    return print(value, before, behind.trim() === '');
  });
}

/** In a unit, a value stands in a comment or behind `Key=`; it is a plain word in an Exec line and an environment. */
export function fillUnit(text: string, values: readonly Value[]): string {
  const filled = text.split('\n').map((line, index, lines) => {
    const goesOn = [lines[index - 1], line].some((one) => one?.endsWith('\\'));
    return fillLine(line, values, (value, before, endsLine) => {
      if (goesOn || !/^[#;]|=/.test(before)) {
        const message = 'In a unit, a value stands in a comment or behind Key=, all on one line.';
        throw refusedAt(value.place, message, 'Write out sections and keys.');
      }
      if (/^[#;]/.test(before)) return lineText(value, endsLine);
      if (/^\s*(?:Exec|Environment)\w*\s*=/.test(before)) return plainWord(value);
      return lineText(value, endsLine).replaceAll('%', '%%');
    });
  });
  return filled.join('\n');
}

/** Each of these begins something that rpm reads in a way of its own; case does not matter to it. */
const section = /^%(?!(?:if\w*|el\w+|endif|global|define|undefine)\b)\w*/i;

const isText = /^%(?:description|changelog)$/;

/** In a spec, a value is that of a tag, text of the description or the changelog, or a plain word in other sections. */
export function fillSpec(text: string, values: readonly Value[]): string {
  let current = '';
  const filled = text.split('\n').map((line) => {
    current = section.exec(line)?.[0].toLowerCase() ?? current;
    return fillLine(line, values, (value, before, endsLine) => {
      const isTag = current === '' && /^[A-Za-z0-9()]+:/.test(before);
      if (isTag || before.startsWith('#')) return specTag(value, endsLine);
      if (isText.test(current)) return specText(value, before, endsLine);
      if (current !== '') return plainWord(value);
      const message = 'Above the sections of a spec, a value stands behind a tag or in a comment.';
      throw refusedAt(value.place, message, 'Write out tags and macros.');
    });
  });
  return filled.join('\n');
}

/** rpm expands macros in tags and comments when the spec is read. */
function specTag(value: Value, endsLine: boolean): string {
  if (!value.text.includes('%') && value.text.trim() !== '') return lineText(value, endsLine);
  const message = 'The value is blank, or has a percent sign, with which a macro of rpm begins.';
  throw refusedAt(value.place, message, 'Leave the tag out, or change the value.');
}

/**
 * A doubled percent sign is one to rpm (expandMacro in rpmio/macro.c). At the start of a line that is no help: rpm
 * looks for sections and conditions in lines that it has expanded (readLine in build/parseSpec.c).
 */
function specText(value: Value, before: string, endsLine: boolean): string {
  if (before === '' && /^\s*%/.test(value.text)) {
    const message = 'The value begins a line with a percent sign, as a section does.';
    throw refusedAt(value.place, message, 'Put a word before it in the template.');
  }
  return lineText(value, endsLine).replaceAll('%', '%%');
}

/** Letters, digits and such punctuation as neither a shell nor systemd nor rpm gives a meaning. */
function plainWord({ text, place }: Value): string {
  if (/^[A-Za-z0-9_./:@+^=-][A-Za-z0-9_./:@+~^=-]*$/.test(text)) return text;
  const message = 'The value is not a plain word, and nothing else can be escaped here.';
  throw refusedAt(place, message, 'Use letters, digits and the characters _ . / : @ + - alone.');
}

/** keepalived reads lines into a buffer of 1,024 bytes. */
const longestLine = 1023;
const encoder = new TextEncoder();

/**
 * In a file of keepalived or sysctl, a value stands in a comment, is a plain word, or is plain words within double
 * quotes. There is no escape: quotes, `!`, `#`, `$`, a `~` and a leading `@` mean something, by version.
 */
export function fillConf(text: string, values: readonly Value[]): string {
  const filled = text.split('\n').map((line) =>
    fillLine(line, values, (value, before, endsLine) => {
      if (/^\s*#/.test(before)) return lineText(value, endsLine);
      const isQuoted = before.split('"').length % 2 === 0;
      const words = isQuoted ? value.text.split(' ') : [value.text];
      if (words.every((word) => wordPattern.test(word))) return value.text;
      const message = 'The value is not a plain word, and keepalived has no escape for it.';
      throw refusedAt(
        value.place,
        message,
        'Use letters, digits and _ . / : @ + ^ = , ? & % - alone.',
      );
    }),
  );
  const long = filled.findIndex(
    // Three bytes are the most that UTF-8 takes for a unit of UTF-16.
    (line) => 3 * line.length > longestLine && encoder.encode(line).length > longestLine,
  );
  if (long < 0) return filled.join('\n');
  const place = { file: values[0]?.place.file ?? '', line: 1, column: 1 };
  const message = `Line ${long + 1} has more than the ${longestLine} bytes that keepalived reads.`;
  throw refusedAt(place, message, 'Shorten the value.');
}

/**
 * Text that stays on its line. chkconfig goes on with a `# description:` line that ends in a backslash (chkconfig 1.3.49
 * and 1.7, leveldb.c), and so does systemd with any line, comments too (systemd 219, conf-parser.c).
 */
export function lineText(value: Value, endsLine: boolean): string {
  const text = without(/[\p{Control}\p{Zl}\p{Zp}\p{Surrogate}]/u, value);
  if (!endsLine || !text.endsWith('\\')) return text;
  const message = 'The value ends in a backslash, which would join the next line to it.';
  throw refusedAt(value.place, message, 'Put something behind it in the template.');
}

/** The text of a value that has none of these characters. */
export function without(refused: RegExp, { text, place }: Value): string {
  const code = refused.exec(text)?.[0].codePointAt(0)?.toString(16).toUpperCase();
  if (code === undefined) return text;
  const message = `The value has the character U+${code.padStart(4, '0')}, which cannot be escaped here.`;
  throw refusedAt(place, message, 'Remove it from the value.');
}
