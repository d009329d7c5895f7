import { onceEach } from './once-each.ts';
import { Refusal } from './refusal.ts';
import type { Escape } from './scanner.ts';

const BARE = /^[A-Za-z0-9_./:@%+-]+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_ONE_LINE = /[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}]/u;

/**
 * One shell word with exactly this value, in every POSIX shell: bare if it cannot be anything but a word, else in
 * single quotes, in which only the quote itself means something (POSIX.1-2017, XCU 2.2.2). Line breaks are kept.
 *
 * @throws Refusal for a NUL byte or a lone surrogate: no argument can hold them.
 */
export const shellWord: Escape = (value) => (BARE.test(value) ? value : quotedShellWord(value));

/**
 * As {@link shellWord}, but quoted in any case: at the start of a command `if`, `{` or an alias would be more than a
 * word when bare (XCU 2.3.1 and 2.4).
 *
 * @throws Refusal as shellWord does.
 */
export const quotedShellWord: Escape = (value) => {
  if (value.includes('\0')) {
    throw new Refusal(
      'The value holds a NUL byte, which no shell word can hold.',
      'Remove the NUL byte from the value.',
    );
  }
  refuseLoneSurrogate(value);
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
};

/**
 * Text that stays on its line: in a comment, or in a value that is read to the end of the line.
 *
 * chkconfig goes on with a `# description:` line that ends in a backslash (chkconfig 1.3.49 and 1.7, leveldb.c), and
 * so does systemd with any line, comments too (systemd 219, conf-parser.c).
 *
 * @param lastOnLine whether the line may end behind the value
 * @throws Refusal for control characters, separators of lines and paragraphs, lone surrogates, and, at the end of a
 *   line, for a value that ends in a backslash.
 */
export const lineText = onceEach((lastOnLine: boolean): Escape => {
  return (value) => {
    refuseLineBreaks(value);
    if (lastOnLine && value.endsWith('\\')) {
      throw new Refusal(
        'The value ends in a backslash at the end of a line, which would join the next line to it.',
        'Put something after the interpolation in the template, or change the value.',
      );
    }
    return value;
  };
});

/**
 * Text that may be the first word of a comment, by which chkconfig, LSB tools, ShellCheck and the kernel (`#!`)
 * recognize the comments that they obey.
 *
 * @param lastOnLine whether the line may end behind the value
 * @throws Refusal for such a first word, and as lineText does.
 */
export const commentBeginning = onceEach((lastOnLine: boolean): Escape => {
  const text = lineText(lastOnLine);
  return (value) => {
    if (/^\s*(?:[#!]|shellcheck\b|[^\s:]*:)/i.test(value)) {
      throw new Refusal(
        'The value begins a comment with a word by which tools recognize instructions.',
        'Put a fixed word before the interpolation in the template, or change the value.',
      );
    }
    return text(value);
  };
});

/**
 * Throws a Refusal for what would break a line or cannot be written as UTF-8.
 *
 * @throws Refusal for control characters, separators of lines and paragraphs, and lone surrogates.
 */
export function refuseLineBreaks(value: string): void {
  const found = NOT_ONE_LINE.exec(value)?.[0].codePointAt(0);
  if (found !== undefined) {
    throw new Refusal(
      `The value holds the character U+${found.toString(16).toUpperCase().padStart(4, '0')}, which could end the line or hide the rest of it.`,
      'Use a value of one line without control characters.',
    );
  }
  refuseLoneSurrogate(value);
}

function refuseLoneSurrogate(value: string): void {
  if (LONE_SURROGATE.test(value)) {
    throw new Refusal(
      'The value holds half of a surrogate pair, which cannot be written as UTF-8.',
      'Use complete Unicode characters in the value.',
    );
  }
}
