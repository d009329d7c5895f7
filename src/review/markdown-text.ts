/** A text as code within a line: nothing in it is taken for Markdown, HTML, a mention or a link. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\s/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  // CommonMark 6.1: one space at each end is left out, if both ends have one.
  const space = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return ticks + space + line + space + ticks;
}

/** A text as a block of code in a language. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
