/** As wide as rpmlint wants the lines of a description to be, in characters. */
const width = 79;

/**
 * Breaks a text into lines at its blanks. A longer word has a line to itself; none begins with a percent sign and none
 * ends in a backslash, which would mean something to rpm there.
 */
export function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(word);
    else if (lengthOf(line) + 1 + lengthOf(word) > width && mayBreak(line, word)) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function mayBreak(line: string, word: string): boolean {
  return !line.endsWith('\\') && !/^\s*%/.test(word);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
