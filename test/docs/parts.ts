import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { read, root } from './markdown.ts';

/** A document with another text between the two comments of that name, as Prettier would have it. */
export async function withPart(document: string, name: string, text: string): Promise<string> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = read(document).split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${document} has no place for ${name}: ${begin} and ${end}`);
  const filepath = join(root, document);
  const options = await resolveConfig(filepath);
  return format(`${before}${begin}\n\n${text}\n\n${end}${after}`, { ...options, filepath });
}

/** Writes that text there. */
export async function writePart(document: string, name: string, text: string): Promise<void> {
  writeFileSync(join(root, document), await withPart(document, name, text));
}

/** How somebody else gets the same figures: without where they are written to. */
export function commandLine(script: string, words: readonly string[]): string {
  const telling = words.filter(
    (word, i) => !['--document', '--json'].includes(word) && words[i - 1] !== '--json',
  );
  return [`npm run ${script}`, ...(telling.length > 0 ? ['--', ...telling] : [])].join(' ');
}
