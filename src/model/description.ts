import type { Brand } from './brand.ts';
import { Refusal } from './refusal.ts';

/** One line of text that shows as it is: nothing in it breaks the line, hides or turns around what follows. */
export type Description = Brand<string, 'Description'>;

/** In characters (code points). */
export const longestDescription = 200;

const separators = '\\u2028\\u2029';
const controls = '\\u0000-\\u001F\\u007F-\\u009F';
const bidirectional = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const hidden = `${controls}${separators}${bidirectional}`;

/** A pattern for the JSON Schema: what {@link parseDescription} accepts, but for lone surrogates. */
export const descriptionPattern = new RegExp(`^[^${hidden}]*[^\\s${hidden}][^${hidden}]*$`);

/** Reads a description. It is printed in comments and unit files, so it must stay in one line and hide nothing. */
export function parseDescription(text: string): Description | Refusal {
  const codes = (character: string | undefined): string =>
    `U+${(character?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (text.trim() === '') {
    return new Refusal('description is blank', 'say what the cluster is for, or leave the key out');
  }
  const lineBreak = new RegExp(`[\\n\\r${separators}]`).exec(text)?.[0];
  if (lineBreak !== undefined) {
    return new Refusal(
      `description has a line break (${codes(lineBreak)}): it is printed in comments, where it has to stay in one line`,
      'write it in one line',
    );
  }
  const control = new RegExp(`[${controls}]|\\p{Cs}`, 'u').exec(text)?.[0];
  if (control !== undefined) {
    return new Refusal(
      `description has ${/\p{Cs}/u.test(control) ? 'half of a character' : 'a control character'} (${codes(control)}), which a terminal or an editor does not show`,
      'remove it',
    );
  }
  const turning = new RegExp(`[${bidirectional}]`).exec(text)?.[0];
  if (turning !== undefined) {
    return new Refusal(
      `description has a character that changes the direction of text (${codes(turning)}): a reviewer would see another order than the one in the file`,
      'remove it',
    );
  }
  const length = Array.from(text).length;
  if (length > longestDescription) {
    return new Refusal(
      `description has ${length} characters, and at most ${longestDescription} are printed in one line`,
      'shorten it',
    );
  }
  return text.trim() as Description;
}
