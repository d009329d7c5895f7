import { type ParseError, parse, type Statement } from 'unbash';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Place } from './effect.ts';

/** The refusal of a script that does not end within the budget. */
export function tooMuch(file: string): LvsgenError {
  return LvsgenError.of(
    'this script does more than can be followed',
    'its loops or expansions do not end, or nearly so: look at them by eye',
    { file },
  );
}

/** A text of shell, and where it stands. */
export class Source {
  /** Where each line begins. */
  readonly #starts = [0];

  /**
   * @param file the file as the user would name it
   * @param lines the line of that file for each line of the text, where they are not the same
   */
  constructor(
    readonly file: string,
    readonly text: string,
    readonly lines?: readonly number[],
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  /** The place of a stretch of the text; of one that has several lines, its first. */
  place(from: number, to: number): Place {
    let [index, high] = [0, this.#starts.length - 1];
    while (index < high) {
      const middle = Math.ceil((index + high) / 2);
      if ((this.#starts[middle] ?? 0) <= from) index = middle;
      else high = middle - 1;
    }
    const start = this.#starts[index] ?? 0;
    const end = (this.#starts[index + 1] ?? this.text.length + 1) - 1;
    const line = this.lines ? (this.lines[index] ?? this.lines.at(-1) ?? 1) : index + 1;
    const width = Math.max(1, Math.min(to, end) - from);
    return { file: this.file, line, column: from - start + 1, width };
  }

  /** The place of a line, by its index. */
  line(index: number): Place {
    return this.place(this.#starts[index] ?? 0, this.text.length);
  }
}

/** What a text says, as far as it is shell. */
export interface Parsed {
  readonly source: Source;
  readonly statements: readonly Statement[];
  readonly errors: readonly ParseError[];
}

/**
 * Parses a text of shell. What stands behind an error is read on, though no shell comes that far: the parser itself stops
 * at a word that cannot stand there, such as a second esac.
 */
export function parseShell(source: Source): Parsed {
  const statements: Statement[] = [];
  const errors: ParseError[] = [];
  let { text } = source;
  for (let round = 0; round < 20; round += 1) {
    const script = parse(text);
    statements.push(...script.commands);
    errors.push(...(script.errors ?? []));
    const end = Math.max(script.errors?.at(-1)?.pos ?? Infinity, script.commands.at(-1)?.end ?? 0);
    const next = text.indexOf('\n', end);
    if (next < 0) break;
    // Everything stays where it is.
    text = text.slice(0, next).replace(/[^\n]/g, ' ') + text.slice(next);
  }
  if (errors.some(({ message }) => message.includes('nesting depth'))) throw tooMuch(source.file);
  return { source, statements, errors };
}

/** More than any script has; the parser takes a second for it. */
const most = 1_000_000;

/**
 * Reads the bytes of a script in whatever encoding they are, without the CR of its line ends.
 *
 * @returns the text, and the index of the first line that ends in CR LF, which is -1 where none does
 * @throws LvsgenError where it cannot be a script
 */
export function decode(
  file: string,
  bytes: Uint8Array,
): { readonly text: string; readonly isUtf8: boolean; readonly crlf: number } {
  if (bytes.length > most)
    throw LvsgenError.of('this is longer than any script', 'name the script itself', { file });
  if (bytes.includes(0))
    throw LvsgenError.of('this has NUL bytes, so it is no script', 'name a text', { file });
  const read = (encoding: string): string => new TextDecoder(encoding).decode(bytes);
  const isUtf8 = !read('utf-8').includes('\uFFFD');
  const raw = read(isUtf8 ? 'utf-8' : 'gb18030');
  return {
    // Characters for private use stand for what is not known.
    text: raw.replace(/\r+(?=\n|$)/g, '').replace(/[\uE000-\uF8FF]/g, '\uFFFD'),
    isUtf8,
    crlf: raw.split('\n').findIndex((line) => line.endsWith('\r')),
  };
}

/** A script in a file. Of one that is not all of that: the line of the file for each of its lines, and where it will be. */
export interface Script {
  readonly text: string;
  readonly lines?: readonly number[];
  readonly name?: string;
}

/** Where a script ends that has prose behind it. */
const command =
  /^\s*(#!|esac|fi|done|\}|exit|echo|ip|ifconfig|route|sysctl|ipvsadm|ip6?tables|arptables|touch|rm|modprobe|service|systemctl|\/\w*\/?s?bin\/|\$\w|\w+=)/;

const prompt = /^[ \t]*(\[[^\]]*\] ?[#$]|[\w-]+@[\w.:~-]+[#$]|\$) /gm;

/** The scripts in a file: the file itself, or those that stand in a page with prose around them. */
export function scriptsIn(text: string): readonly Script[] {
  const all = text.split('\n');
  const part = (from: number, to: number): Script => ({
    // What was typed behind a prompt.
    text: all
      .slice(from, to)
      .join('\n')
      .replace(prompt, (one) => ' '.repeat(one.length)),
    lines: all.slice(from, to).map((_, index) => from + index + 1),
  });
  const linesWith = (pattern: RegExp): readonly number[] =>
    all.flatMap((line, index) => (pattern.test(line) ? [index] : []));
  const fences = linesWith(/^\s*(```|~~~)/);
  if (fences.length > 1 && !text.startsWith('#!'))
    return fences.flatMap((fence, at) =>
      at % 2 === 0 ? [part(fence + 1, fences[at + 1] ?? all.length)] : [],
    );
  const shebangs = linesWith(/^\s*#!\s*\/\S*sh\b/);
  const [first = 0] = shebangs;
  const hasProse = all.slice(0, first).some((line) => !/^\s*(#|\w+=|$)/.test(line));
  // A script that writes others has their first lines in it, too.
  if ((shebangs.length < 2 && !hasProse) || /<<-?\s*['"\\]?\w+/.test(text)) return [{ text }];
  return shebangs.map((from, at) => {
    const last = all.slice(from, shebangs[at + 1]).findLastIndex((line) => command.test(line));
    return part(from, from + last + 1);
  });
}
