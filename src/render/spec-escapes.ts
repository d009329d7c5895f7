import { lineText, refuseLineBreaks } from './escapes.ts';
import { onceEach } from './once-each.ts';
import { Refusal } from './refusal.ts';
import type { Escape } from './scanner.ts';

const PATH = /^\/[A-Za-z0-9_./@+-]*$/;

/**
 * The value of a tag, or a piece of it. rpm expands macros in it when the spec is read, in comments too.
 *
 * @param lastOnLine whether the line may end behind the value
 * @throws Refusal for a percent sign, for an empty value, and as lineText does.
 */
export const specTag = onceEach((lastOnLine: boolean): Escape => {
  const text = lineText(lastOnLine);
  return (value) => {
    refusePercent(value);
    if (value.trim() === '') {
      throw new Refusal('The value is blank, and rpm refuses empty tags.', 'Leave the tag out.');
    }
    return text(value);
  };
});

/**
 * Text of a description. A doubled percent sign is one to rpm (expandMacro in rpmio/macro.c). At the start of a line
 * that is no help: rpm looks for sections and conditions in lines that it has expanded (readLine in
 * build/parseSpec.c).
 *
 * @param beginsLine whether nothing but blanks stands before the value on its line
 * @param lastOnLine whether the line may end behind the value
 * @throws Refusal for a percent sign at the start of a line, and as lineText does.
 */
export const specText = onceEach((beginsLine: boolean, lastOnLine: boolean): Escape => {
  const text = lineText(lastOnLine);
  return (value) => {
    if (beginsLine && /^\s*%/.test(value)) {
      throw new Refusal(
        'The value begins a line with a percent sign: rpm would take it for a section or a condition.',
        'Put a word before the interpolation in the template, or change the value.',
      );
    }
    return text(value).replaceAll('%', '%%');
  };
});

/**
 * A path in a list of files.
 *
 * @throws Refusal for anything but a plain absolute path: rpm knows patterns, quotes and macros in that list.
 */
export const specPath: Escape = (value) => {
  if (PATH.test(value)) return value;
  throw new Refusal(
    'The value is not a plain absolute path: in a list of files rpm reads patterns, quotes and macros.',
    'Use an absolute path of letters, digits and the characters _ . / @ + - alone.',
  );
};

/**
 * What a shell's escape makes of a value, in a section that rpm expands macros in before any shell reads it.
 *
 * @throws Refusal for a percent sign and for line breaks: the rest could begin a section.
 */
export const specShell = onceEach((escape: Escape): Escape => {
  return (value) => {
    refuseLineBreaks(value);
    refusePercent(value);
    return escape(value);
  };
});

function refusePercent(value: string): void {
  if (value.includes('%')) {
    throw new Refusal(
      'The value has a percent sign, with which a macro begins: rpm would expand it on the build host.',
      'Use a value without a percent sign.',
    );
  }
}
