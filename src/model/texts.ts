import { quote } from '../base/words.ts';
import type { Target } from '../targets/index.ts';
import type { Fault } from './problem.ts';

/** In characters (code points). */
export const longestText = 200;

/** What breaks a line, does not show, or turns around what follows. */
const hidden =
  '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';

/** A pattern of one line of text that shows as it is; lone surrogates are looked for besides. */
export const linePattern = new RegExp(`^[^${hidden}]*[^\\s${hidden}][^${hidden}]*$`);

/** What keeps the text of the key `name` from standing in a comment or a unit: one line that hides nothing. */
export function lineFault(name: string, text: string): Fault | undefined {
  const { length } = Array.from(text);
  if (linePattern.test(text) && !/\p{Cs}/u.test(text) && length <= longestText) return undefined;
  return [
    `${name} is not one line of 1 to ${longestText} characters that show: ${quote(text)}`,
    'write it in one line of plain text, or leave the key out',
  ];
}

/** A pattern of one line that rpm prints as it is. */
export const specPattern = /^[^%\n\r]*[^%\\\s]$/;
/** A pattern of addresses of pages. */
export const urlPattern = /^(https?|ftp):\/\/[^\s%\\]+$/;

/** What keeps the text of the key `name` from being a tag of a spec. */
export function specFault(name: string, text: string): Fault | undefined {
  if (text.includes('%') || text.trimEnd().endsWith('\\')) {
    const message = `${name} has a percent sign, or a backslash at its end: rpm would not print it as it is`;
    return [message, 'say it without the sign'];
  }
  if (name !== 'url' || urlPattern.test(text.trim())) return lineFault(name, text);
  return ['url is no address of a page', 'write it as https://www.example.com/, or leave it out'];
}

/**
 * A pattern of versions and releases. rpm takes these characters and no two dots in a row (rpmCharCheck in
 * build/parsePreamble.c); a hyphen parts version and release in the name of a package.
 */
export const versionPattern = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~^]*$/;

/** In characters. */
export const longestVersion = 64;

/** What keeps a text from being the version of a package, or its release. */
export function versionFault(what: 'version' | 'release', text: string): Fault | undefined {
  if (versionPattern.test(text) && text.length <= longestVersion) return undefined;
  return [
    `${what} ${quote(text)} is none to rpm: it takes up to ${longestVersion} letters, digits and . _ + ~ ^, a letter or digit first and no two dots in a row`,
    `write one such as ${what === 'version' ? '1.4.2' : '1'}`,
  ];
}

/** What keeps a text from being a line of a changelog. */
export function changeFault(text: string): Fault | undefined {
  if (!text.trimEnd().endsWith('\\')) return lineFault('a change', text);
  return ['a change ends in a backslash, which joins lines in a spec', 'leave it out'];
}

/** A pattern of days that rpm takes in a changelog. */
export const datePattern = /^(199\d|2\d{3})-\d{2}-\d{2}$/;

/** What keeps a text from being the day of an entry of a changelog. */
export function dateFault(text: string): Fault | undefined {
  const time = Date.parse(`${text}T00:00:00Z`);
  // A day that its month does not have is read as one of the next.
  if (datePattern.test(text) && new Date(time || 0).toISOString().startsWith(text))
    return undefined;
  return [`date ${quote(text)} is no day from 1990 on`, 'write it as 2026-11-28'];
}

/** What keeps the rpm of a target from comparing a version, or a release. */
export function targetVersionFault(
  what: 'version' | 'release',
  text: string,
  { name, title, missingVersionCharacters }: Target,
): Fault | undefined {
  for (const character of ['~', '^'] as const) {
    const reason = text.includes(character) ? missingVersionCharacters[character] : undefined;
    if (reason === undefined) continue;
    const message = `${what} ${text} is not possible on the target ${name}: ${title} ${reason}`;
    return [message, 'use letters, digits, dots and underscores alone'];
  }
  return undefined;
}
