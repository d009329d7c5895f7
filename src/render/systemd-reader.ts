import { lineText, plainWord, systemdText } from './escapes.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';

/** The line up to the equals sign, or all of it where there is none yet. */
type Head = string;

/** In a unit, a value stands in a comment or behind `Key=`; it is a plain word in an Exec line and an environment. */
export const systemdReader: Reader<Head> = {
  start: '',

  read(head, text) {
    const lines = text.split('\n');
    if (lines.some((line) => line.endsWith('\\'))) {
      throw new Refusal('A line that goes on in the next one.', 'Write it as one line.');
    }
    const line = (lines.length > 1 ? '' : head) + (lines.at(-1) ?? '');
    return /^[#;]/.test(line) ? '#' : line.replace(/=.*$/, '=');
  },

  value(head, after) {
    const endsLine = after === undefined || /^\s*$/.test(after);
    if (head === '#') return { escape: lineText(endsLine), state: head };
    if (/^\s*(?:Exec|Environment)\w*\s*=$/.test(head)) {
      return { escape: plainWord('an Exec line or an environment'), state: head };
    }
    if (head.endsWith('=')) return { escape: systemdText(endsLine), state: head };
    throw new Refusal(
      'In a unit, a value stands in a comment, or behind a key and its equals sign.',
      'Write out sections and keys.',
    );
  },

  join: (one, other) => (one === other ? one : undefined),

  mayEnd: (head) => head === '',
};
