import { commentBeginning, lineText, shellWord } from './escapes.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';

/** What the text is inside of. */
type Frame = "'" | '"' | '$(' | '(' | '${';

/** Where in a script the text is. */
interface ShellState {
  /** From the outside to the inside; none at the top of a script. */
  readonly frames: readonly Frame[];
  /** `begins` as long as the comment has no word. */
  readonly comment: 'no' | 'begins' | 'goes on';
  /** The line up to here, as long as it may become `name=`. */
  readonly head: string | undefined;
  /** The last characters: they decide what the next one means. What is quoted or escaped is an x. */
  readonly tail: string;
}

const closing: Readonly<Partial<Record<Frame, string>>> = { '$(': ')', '(': ')', '${': '}' };

/** Behind these a word begins, and `#` begins a comment. No shell counts other blanks of Unicode. */
const beforeWord = /[ \t\n;&|()<>]$/;

/**
 * Shell has one rule: a value stands in a comment, or it is all of an assignment, `name={{path}}`, at the start of a
 * line and outside of all quotes. What shells read in different ways, or not by its characters alone, is refused: see
 * `refuseUnclear`.
 */
export const shellReader: Reader<ShellState> = {
  start: { frames: [], comment: 'no', head: '', tail: '\n' },

  read(state, text) {
    let { frames, comment, head, tail } = state;
    for (const char of text.split('')) {
      const inside = frames.at(-1);
      const isEscaped = inside !== "'" && tail.endsWith('\\');
      let read = char;
      if (comment !== 'no') {
        if (char === '\n') comment = 'no';
        else if (!/[ \t#]/.test(char)) comment = 'goes on';
        read = char === '\n' ? char : 'x';
      } else if (isEscaped) {
        // The shell takes a backslash and a line break for nothing at all.
        tail = tail.slice(0, -1);
        read = char === '\n' ? '' : 'x';
      } else if (inside === "'") {
        if (char === "'") frames = frames.slice(0, -1);
        read = 'x';
      } else {
        refuseUnclear(inside, frames.length, tail, char);
        if (char === '$' && tail.endsWith('$')) read = 'x';
        else if (char === '(' && tail.endsWith('$')) frames = [...frames, '$('];
        else if (char === '{' && tail.endsWith('$')) frames = [...frames, '${'];
        else if (char === '"' && inside !== '"') frames = [...frames, '"'];
        else if (inside !== undefined && char === (closing[inside] ?? inside)) {
          frames = frames.slice(0, -1);
        } else if (inside !== '"' && inside !== '${') {
          // What a shell reads as commands.
          if (char === "'" || char === '(') frames = [...frames, char];
          else if (char === '#' && beforeWord.test(tail)) comment = 'begins';
        }
      }
      if (char === '\n') head = frames.length === 0 && read === char ? '' : undefined;
      else if (head !== undefined)
        head = /^(?:[A-Za-z_]\w*=?)?$/.test(head + char) ? head + char : undefined;
      tail = (tail + read).slice(-6);
    }
    return { frames, comment, head, tail };
  },

  value({ frames, comment, head, tail }, after) {
    const endsLine = after === undefined || /^\s*$/.test(after);
    if (comment !== 'no' && frames.length === 0) {
      const escape = comment === 'begins' ? commentBeginning(endsLine) : lineText(endsLine);
      return { escape, state: { frames, comment, head: undefined, tail } };
    }
    if (head?.endsWith('=') === true && /^[ \t]*(?:\n|[ \t]#)/.test(after ?? '')) {
      return { escape: shellWord, state: { frames, comment, head: undefined, tail: 'x' } };
    }
    throw new Refusal(
      'In shell, a value stands in a comment, or it is all of an assignment, such as name={{path}}.',
      'Assign the value to a variable on a line of its own, and use that variable here, in double quotes.',
    );
  },

  join(one, other) {
    if (ending(one) !== ending(other)) return undefined;
    const comment = one.comment === other.comment ? one.comment : 'begins';
    return { ...one, comment, head: one.head === other.head ? one.head : undefined };
  },

  mayEnd: ({ frames, comment, head }) => frames.length === 0 && comment === 'no' && head === '',
};

/** What decides how the text goes on: branches that differ in it cannot be joined. */
function ending({ frames, comment, tail }: ShellState): string {
  const around = frames.join(' ');
  if (comment !== 'no') return `${around} #`;
  const [last = ''] = /[$<\\]?$/.exec(tail) ?? [];
  if (/["'{]$/.test(around) || last !== '') return `${around} ${last}`;
  const [word = ''] = frames.length === 0 ? [] : (/\w*$/.exec(tail) ?? []);
  return `${around} ${beforeWord.test(tail) ? 'before' : 'in'} a word ${word}`;
}

/** @throws Refusal for a construct that begins with this character and whose end depends on more than its characters */
function refuseUnclear(inside: Frame | undefined, depth: number, tail: string, char: string): void {
  const isCode = inside !== '"' && inside !== '${';
  if (char === '`' || (char === '[' && tail.endsWith('$'))) {
    throw new Refusal('Backquotes, or $[…].', 'Use $(…) or $((…)).');
  }
  if (isCode && char === '<' && tail.endsWith('<')) {
    throw new Refusal(
      'A here-document.',
      'Print the text with printf, or assign it to a variable.',
    );
  }
  if (isCode && char === "'" && tail.endsWith('$')) {
    throw new Refusal(
      "Quotes of bash, $'…'.",
      'Use single quotes, or printf for characters that have no name.',
    );
  }
  if (inside === '${' && char === "'") {
    throw new Refusal('A single quote inside of ${…}.', 'Use double quotes or a backslash there.');
  }
  if (isCode && depth > 0 && /[\s\\]/.test(char) && /[ \t\n;&|()]case$/.test(tail)) {
    throw new Refusal(
      'A case inside of $(…) or (…): its patterns may close the parenthesis.',
      'Move the case to a function, and call that.',
    );
  }
}
