import type { Step } from './step.ts';

/** What fits into a terminal and into a block of a README. */
const width = 100;

/** A heading with what stands under it, indented by two columns. */
export function section(title: string, ...blocks: readonly (readonly string[])[]): string[] {
  const body = blocks.filter((block) => block.length > 0).flat();
  return [title, ...body.map((line) => (line === '' ? '' : `  ${line}`))];
}

/** The steps, numbered in their order, each with its reason below it. */
export function numbered(steps: readonly Step[]): string[] {
  const column = String(steps.length).length + 2;
  return steps.flatMap(({ does, why }, index) => {
    const number = `${index + 1}.`.padEnd(column);
    const indent = ' '.repeat(column);
    const reason = why === undefined ? [] : wrap(`Why: ${why}`, indent, `${indent}     `);
    return [...wrap(does, number, indent), ...reason];
  });
}

/** Sentences, each behind a dash. */
export function bullets(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => wrap(sentence, '- ', '  '));
}

/** Rows of a name and what it is, in two columns. */
export function columns(rows: readonly (readonly [name: string, text: string])[]): string[] {
  const column = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, text]) => wrap(text, name.padEnd(column), ' '.repeat(column)));
}

/** Sections with an empty line between them. */
export function apart(...sections: readonly (readonly string[])[]): string[] {
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** A sentence on as many lines as it takes; a word is never broken. Two columns are left for the indentation. */
function wrap(text: string, first: string, others: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width - 4) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
