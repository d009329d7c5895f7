import { commentBeginning, lineText, shellWord } from './escapes.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';

/** What the text is inside of. */
type Frame = "'" | '"' | '`' | '$(' | '(' | '${';

/** Where in a script the text is. */
interface ShellState {
  /** From the outside to the inside; none at the top of a script. */
  readonly frames: readonly Frame[];
  /** `begins` as long as the comment has no word. */
  readonly comment: 'no' | 'begins' | 'goes on';
  /** The line up to here, as long as it may become `name=`. */
  readonly head: string | undefined;
  /** The last character: it decides what the next one means. */
  readonly last: string;
}

const closing: Readonly<Partial<Record<Frame, string>>> = { '$(': ')', '(': ')', '${': '}' };

/**
 * Shell has one rule: a value stands in a comment, or it is all of an assignment, `name={{path}}`, at the start of a
 * line and outside of all quotes. Here-documents, `$'…'` and a case inside of `$(…)` are refused, since what they hold
 * cannot be told from the text alone.
 */
export const shellReader: Reader<ShellState> = {
  start: { frames: [], comment: 'no', head: '', last: '\n' },

  read(state, text) {
    let { frames, comment, head, last } = state;
    const open = (frame: Frame): void => {
      frames = [...frames, frame];
    };
    for (const [index, char] of text.split('').entries()) {
      const inside = frames.at(-1);
      const escaped = last === '\\';
      last = escaped && char !== '\n' ? 'x' : char;
      if (comment !== 'no') {
        if (char === '\n') comment = 'no';
        else if (!/[\s#]/.test(char)) comment = 'goes on';
      } else if (inside === "'") {
        last = 'x';
        if (char === "'") frames = frames.slice(0, -1);
      } else if (escaped) {
        if (char === '\n') last = 'x';
        head = undefined;
        continue;
      } else if (char === '"' && inside === '"') frames = frames.slice(0, -1);
      else if (char === '"') open('"');
      else if (char === '`' && inside === '`') frames = frames.slice(0, -1);
      else if (char === '`') open('`');
      else if (text.startsWith('$(', index)) open('$(');
      else if (text.startsWith('${', index)) open('${');
      else if (inside !== undefined && char === closing[inside]) frames = frames.slice(0, -1);
      else if (inside !== '"' && inside !== '${') {
        // What a shell reads as commands.
        const word = index === 0 ? state.last : (text[index - 1] ?? '');
        if (char === "'") open("'");
        else if (char === '(' && word !== '$') open('(');
        else if (char === '#' && /[\s;&|()]/.test(word)) comment = 'begins';
        refuseUnclear(text.slice(index), frames.length > 0 && /[\s;&|(]/.test(word));
      } else if (char === "'" && inside === '${' && !frames.includes('"')) open("'");
      if (char === '\n') head = frames.length === 0 ? '' : undefined;
      else if (head !== undefined)
        head = /^(?:[A-Za-z_]\w*=?)?$/.test(head + char) ? head + char : undefined;
    }
    return { frames, comment, head, last };
  },

  value({ frames, comment, head }, after) {
    const endsLine = after === undefined || /^\s*$/.test(after);
    const state = { frames, comment, head: undefined, last: 'x' };
    if (comment === 'begins') {
      return { escape: commentBeginning(endsLine), state: { ...state, comment: 'goes on' } };
    }
    if (comment === 'goes on') return { escape: lineText(endsLine), state };
    if (head?.endsWith('=') === true && after !== undefined && /^(?:\s+#.*|\s*)$/.test(after)) {
      return { escape: shellWord, state };
    }
    throw new Refusal(
      'In shell, a value stands in a comment, or it is all of an assignment, such as name={{path}}.',
      'Assign the value to a variable on a line of its own, and use that variable here, in double quotes.',
    );
  },

  join(one, other) {
    const same =
      one.frames.join(' ') === other.frames.join(' ') &&
      (one.comment === 'no') === (other.comment === 'no');
    if (!same) return undefined;
    return {
      ...one,
      comment: one.comment === other.comment ? one.comment : 'begins',
      head: one.head === other.head ? one.head : undefined,
      last: one.last === other.last ? one.last : 'x',
    };
  },

  mayEnd: ({ frames, comment, head }) => frames.length === 0 && comment === 'no' && head === '',
};

/** @throws Refusal for a construct that begins here and whose end depends on more than its characters */
function refuseUnclear(rest: string, begins: boolean): void {
  if (rest.startsWith('<<')) {
    throw new Refusal(
      'A here-document.',
      'Print the text with printf, or assign it to a variable.',
    );
  }
  if (rest.startsWith("$'")) {
    throw new Refusal(
      "Quotes of bash, $'…'.",
      'Use single quotes, or printf for characters that have no name.',
    );
  }
  if (begins && /^case\s/.test(rest)) {
    throw new Refusal(
      'A case inside of $(…) or (…): its patterns may close the parenthesis.',
      'Move the case to a function, and call that.',
    );
  }
}
