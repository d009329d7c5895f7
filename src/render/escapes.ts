import { Refusal } from './refusal.ts';

/**
 * Makes of a value what stands for it in the rendered file.
 *
 * @throws Refusal for a value that nothing makes harmless there
 */
export type Escape = (value: string) => string;

const BARE = /^[A-Za-z0-9_./:@%+-]+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_ONE_LINE = /[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}]/u;

/**
 * One shell word with exactly this value, in every POSIX shell: bare if it cannot be anything but a word, else in
 * single quotes, in which only the quote itself means something (POSIX.1-2017, XCU 2.2.2). Line breaks are kept.
 *
 * @throws Refusal for a NUL byte or a lone surrogate: no argument can hold them.
 */
export const shellWord: Escape = (value) => {
  if (value.includes('\0')) {
    throw new Refusal(
      'The value holds a NUL byte, which no shell word can hold.',
      'Remove the NUL byte from the value.',
    );
  }
  refuseLoneSurrogate(value);
  return BARE.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
};

/**
 * Text that stays on its line: in a comment, or in a value that is read to the end of the line. chkconfig goes on with
 * a `# description:` line that ends in a backslash (chkconfig 1.3.49 and 1.7, leveldb.c), and so does systemd with any
 * line, comments too (systemd 219, conf-parser.c).
 *
 * @param endsLine whether the line may end behind the value
 * @throws Refusal for control characters, separators of lines and paragraphs, lone surrogates, and, at the end of a
 *   line, for a value that ends in a backslash.
 */
export function lineText(endsLine: boolean): Escape {
  return (value) => {
    refuseLineBreaks(value);
    if (endsLine && value.endsWith('\\')) {
      throw new Refusal(
        'The value ends in a backslash at the end of a line, which would join the next line to it.',
        'Put something after the interpolation in the template, or change the value.',
      );
    }
    return value;
  };
}

/**
 * Text that may be the first word of a comment, by which chkconfig, LSB tools, ShellCheck and the kernel (`#!`)
 * recognize the comments that they obey.
 *
 * @throws Refusal for such a first word, and as lineText does.
 */
export function commentBeginning(endsLine: boolean): Escape {
  return (value) => {
    if (/^\s*(?:[#!]|shellcheck\b|[^\s:]*:)/i.test(value)) {
      throw new Refusal(
        'The value begins a comment with a word by which tools recognize instructions.',
        'Put a fixed word before the interpolation in the template, or change the value.',
      );
    }
    return lineText(endsLine)(value);
  };
}

/**
 * A word of letters, digits and such punctuation as neither a shell nor systemd nor rpm gives a meaning, for places
 * where more cannot be escaped alike in all versions.
 *
 * @param where completes "… cannot be escaped in"
 * @throws Refusal for any other value
 */
export function plainWord(where: string): Escape {
  return (value) => {
    if (/^[A-Za-z0-9_./:@+~^=-]+$/.test(value) && !value.startsWith('~')) return value;
    throw new Refusal(
      `The value is not a plain word, and anything else cannot be escaped in ${where}.`,
      'Use letters, digits and the characters _ . / : @ + - alone.',
    );
  };
}

/**
 * A value that systemd reads to the end of the line, such as `Description=`: a specifier's `%` is doubled.
 *
 * @throws Refusal as lineText does.
 */
export function systemdText(endsLine: boolean): Escape {
  return (value) => lineText(endsLine)(value).replaceAll('%', '%%');
}

/**
 * The value of a tag of a spec, or a comment there. rpm expands macros in both when the spec is read.
 *
 * @throws Refusal for a percent sign, for a blank value, and as lineText does.
 */
export function specTag(endsLine: boolean): Escape {
  return (value) => {
    if (value.includes('%')) {
      throw new Refusal(
        'The value has a percent sign, with which a macro begins: rpm would expand it on the build host.',
        'Use a value without a percent sign.',
      );
    }
    if (value.trim() === '') {
      throw new Refusal('The value is blank, and rpm refuses empty tags.', 'Leave the tag out.');
    }
    return lineText(endsLine)(value);
  };
}

/**
 * Text of a description. A doubled percent sign is one to rpm (expandMacro in rpmio/macro.c). At the start of a line
 * that is no help: rpm looks for sections and conditions in lines that it has expanded (readLine in
 * build/parseSpec.c).
 *
 * @throws Refusal for a percent sign at the start of a line, and as lineText does.
 */
export function specText(beginsLine: boolean, endsLine: boolean): Escape {
  return (value) => {
    if (beginsLine && /^\s*%/.test(value)) {
      throw new Refusal(
        'The value begins a line with a percent sign: rpm would take it for a section or a condition.',
        'Put a word before the interpolation in the template, or change the value.',
      );
    }
    return lineText(endsLine)(value).replaceAll('%', '%%');
  };
}

function refuseLineBreaks(value: string): void {
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
