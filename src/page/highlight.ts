import type { RenderedFile } from '../roles/artifact.ts';

/** A piece of text, and what it is: the class by which it is coloured, or nothing. */
export type Token = readonly [text: string, kind: string];

/** What a text is written in. */
export type Coloured = RenderedFile['language'] | 'yaml';

const hash = String.raw`(?<comment>(?<!\S)#[^\n]*)`;
const strings = String.raw`(?<string>'[^']*'|"(?:[^"\\]|\\[^])*")`;
const number = String.raw`(?<number>(?<![\w.:/-])\d[\d.:/]*(?![\w-]))`;
const words = 'if|then|else|elif|fi|for|in|do|done|while|until|case|esac|return|exit';

/** What is coloured in a language; in others nothing is. */
const rules: Readonly<Partial<Record<Coloured, readonly string[]>>> = {
  shell: [
    hash,
    strings,
    String.raw`(?<variable>\$(?:\w+|\{[^}]*\}|[#?@*!$-]))`,
    String.raw`(?<keyword>\b(?:${words})\b)|(?<name>^[A-Za-z_]\w*(?==|\(\)))`,
  ],
  systemd: [String.raw`(?<comment>^[#;].*)|(?<keyword>^\[.*\])|(?<name>^\w+(?==))`],
  conf: [String.raw`(?<comment>(?<!\S)[#!].*)|(?<name>^[ \t]*[A-Za-z_][\w./-]*)`, strings, number],
  yaml: [hash, strings, String.raw`(?<name>(?<![\w.-])[\w.-]+(?=:(?:\s|$)))`, number],
};

/** Cuts a text into coloured pieces, line by line. */
export function highlight(text: string, language: Coloured): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  const add = (piece: string, kind: string): void => {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push([part, kind]);
    }
  };
  let end = 0;
  for (const found of text.matchAll(new RegExp(rules[language]?.join('|') ?? '(?!)', 'gm'))) {
    const [kind = ''] = Object.entries(found.groups ?? {}).find(([, one]) => one) ?? [];
    add(text.slice(end, found.index), '');
    add(found[0], kind);
    end = found.index + found[0].length;
  }
  add(text.slice(end), '');
  return lines;
}
