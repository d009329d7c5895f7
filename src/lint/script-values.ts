import type { ValuePlace } from './shape.ts';

/**
 * Tells whether ShellCheck passes over a value because it stands in a comment: one whose first word is known not to be
 * `shellcheck`, since it is fixed or a value of its own, which the escape refuses to be that.
 */
export function isFreeInScript({ escape, before, after }: ValuePlace): boolean {
  if (/^commentBeginning\b/.test(escape)) {
    return /^[ \t]*#[ \t]*$/.test(before) && /^[ \t\n]/.test(after);
  }
  return (
    /^lineText\b/.test(escape) && /^[ \t]*#[ \t]*(?:\0|(?!shellcheck\b)[^\s\0]+)[ \t]/.test(before)
  );
}

/** Characters that mean nothing to a linter, whether they are quoted or bare. */
const plain = /^[A-Za-z0-9 \n.:/,@+_-]*$/;

/** A name that could be known: of a command, a variable, a signal; and a number that could be a status or a signal. */
const known = /^(?:[A-Za-z_]\w*|\d{1,3}|0\d*)$/;

/**
 * What ShellCheck may look at in a word that the escape has made: whether it is quoted, each character that is neither
 * a letter nor a digit, and where those stand. Words that it could know, options and all that has an unusual character
 * count as they are.
 */
export function scriptValueShape(word: string): string {
  const isQuoted = word.startsWith("'");
  const value = isQuoted ? word.slice(1, -1) : word;
  if (!plain.test(value) || known.test(value) || value === '') return word;
  const option = /^-[^ \n]*/.exec(value)?.[0] ?? '';
  const rest = value.slice(option.length);
  const kind = /^\d+$/.test(rest) ? '0' : /^\d/.test(rest) ? '0x' : 'x';
  return `${isQuoted ? "'" : ''}${option}${kind}${rest.replace(/[A-Za-z0-9]+/g, 'x')}`;
}
