import { Refusal } from './refusal.ts';
import { commandFrame, innermost, type PendingDollar, type ShellState } from './shell-state.ts';

/**
 * Goes on with what a dollar sign has begun. `$'…'`, `$"…"` and `$[…]` are not POSIX, and shells differ on where
 * they end.
 *
 * @returns whether the character is used up; else it is text in the innermost frame
 * @throws Refusal for text that shells read differently.
 */
export function continueDollar(state: ShellState, pending: PendingDollar, char: string): boolean {
  switch (pending) {
    case 'variable':
      if (/\w/.test(char)) return true;
      state.pending = 'nothing';
      return false;
    case 'dollar-paren':
      refuseSplit(char);
      state.pending = 'nothing';
      if (char === '(') {
        state.frames.push({ kind: 'arithmetic', parens: 0, closing: false });
        return true;
      }
      state.frames.push(commandFrame(true));
      return false;
    case 'dollar':
      refuseSplit(char);
      return continuePlainDollar(state, char);
  }
}

function continuePlainDollar(state: ShellState, char: string): boolean {
  state.pending = 'nothing';
  if (char === '(') {
    state.pending = 'dollar-paren';
    return true;
  }
  if (char === '{') {
    state.frames.push({ kind: 'parameter' });
    return true;
  }
  if (char === '[' || (/['"]/.test(char) && innermost(state).kind !== 'double')) {
    throw new Refusal(
      `$${char} is not POSIX: shells differ on what it is and where it ends.`,
      char === '[' ? 'Write $((…)).' : 'Use plain quotes, and printf for control characters.',
    );
  }
  if (/\w/.test(char)) {
    state.pending = 'variable';
    return true;
  }
  return /[@*#?$!-]/.test(char);
}

/** Backquotes change the meaning of backslashes and quotes inside them. */
export function refuseBackquote(): never {
  throw new Refusal(
    'A command substitution in backquotes cannot be followed with certainty: quoting works differently inside it.',
    'Write $(…).',
  );
}

/** A line that is continued inside `$(`, `<<` and the like joins what looks like two things. */
export function refuseSplit(char: string): void {
  if (char === '\\') {
    throw new Refusal(
      'A backslash directly behind $, $(, <, > or ( cannot be followed with certainty: it may join two lines into one operator.',
      'Quote the character in single quotes, or do not break the line there.',
    );
  }
}
