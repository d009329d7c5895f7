import { wordPattern } from '../model/schema-checks.ts';
import { fillLine, lineText, type Value } from './lines.ts';
import { refusedAt } from './template.ts';

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
