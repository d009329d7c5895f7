import type { RenderedFile } from '../roles/artifact.ts';

/** A piece of text, and what it is: the class by which it is coloured, or nothing. */
export type Token = readonly [text: string, kind: string];

/** What a text is written in. */
export type Coloured = RenderedFile['language'] | 'yaml';

const hash = String.raw`(?<comment>(?<![^\s;])#[^\n]*)`;
const strings = String.raw`(?<string>'[^']*'|"(?:[^"\\]|\\[^])*")`;
const number = String.raw`(?<number>(?<![\w.:/-])\d[\d.:/]*(?![\w-]))`;

const shell = [
  hash,
  strings,
  String.raw`(?<variable>\$(?:\w+|\{[^}]*\}|[#?@*!$-]))`,
  String.raw`(?<keyword>\b(?:if|then|else|elif|fi|for|in|do|done|while|until|case|esac|return|exit)\b)`,
  String.raw`(?<name>^[A-Za-z_]\w*(?==|\(\)))`,
];
const systemd = [
  String.raw`(?<comment>^[#;][^\n]*)`,
  String.raw`(?<keyword>^\[[^\]]*\])`,
  String.raw`(?<name>^\w+(?==))`,
];
const conf = [
  String.raw`(?<comment>(?<![^\s])[#!][^\n]*)`,
  strings,
  String.raw`(?<name>^\s*[A-Za-z_][\w./-]*)`,
  number,
];
const yaml = [hash, strings, String.raw`(?<name>[\w.-]+(?=:(?:\s|$)))`, number];

const languages: Readonly<Record<Coloured, readonly string[]>> = {
  ...{ shell, systemd, conf, yaml },
  spec: [hash, String.raw`(?<keyword>^%\w+)`, String.raw`(?<name>^\w+(?=:))`],
  text: [],
  archive: [],
};

/** Cuts a text into coloured pieces, line by line. */
export function highlight(text: string, language: Coloured): readonly (readonly Token[])[] {
  const rules = languages[language];
  const lines: Token[][] = [[]];
  const add = (piece: string, kind: string): void => {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push([part, kind]);
    }
  };
  let end = 0;
  if (rules.length > 0) {
    for (const found of text.matchAll(new RegExp(rules.join('|'), 'gm'))) {
      const [piece] = found;
      const [kind = ''] = Object.entries(found.groups ?? {}).find(([, one]) => one) ?? [];
      add(text.slice(end, found.index), '');
      add(piece, kind);
      end = found.index + piece.length;
    }
  }
  add(text.slice(end), '');
  return lines;
}
