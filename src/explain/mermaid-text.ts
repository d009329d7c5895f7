/**
 * Text that is nothing but text inside a quoted label of Mermaid, whatever it says: not the end of the label, no HTML,
 * no Markdown, no entity.
 *
 * Mermaid reads `#65;` as the character of that number. What it and Markdown may act upon is written so. Before it
 * parses, it drops the semicolon behind words that look like a style statement with a colour in it (`style … : … #…;`),
 * in labels too; a word that is not spelt out is none.
 */
export function mermaidText(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:/()-]/gu, entity)
    .replaceAll(/style|classDef/g, (word) => entity(word.charAt(0)) + word.slice(1));
}

/** A quoted label of one or more lines. */
export function mermaidLabel(...lines: readonly string[]): string {
  return `"${lines
    .filter((line) => line !== '')
    .map(mermaidText)
    .join('<br/>')}"`;
}

function entity(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
