import { Refusal } from './refusal.ts';
import { refuseSplit } from './shell-expansions.ts';
import type { CommandFrame, PendingOperator, ShellState } from './shell-state.ts';
import { expectAfter } from './shell-words.ts';

/**
 * Goes on with an operator that its first character has begun.
 *
 * @returns whether the character is used up
 * @throws Refusal for operators that are not POSIX.
 */
export function continueOperator(
  state: ShellState,
  frame: CommandFrame,
  pending: PendingOperator,
  char: string,
): boolean {
  if (pending !== 'less-less') refuseSplit(char);
  state.pending = 'nothing';
  switch (pending) {
    case 'paren':
      if (char === '(') {
        throw new Refusal(
          '(( is arithmetic in bash and two subshells in POSIX sh.',
          'Write $((…)) or [ … ] for arithmetic, and ( ( for subshells.',
        );
      }
      return false;
    case 'less-less':
      if (char === '<') {
        throw new Refusal('<<< is not POSIX.', 'Use a pipe from printf.');
      }
      frame.delimiter = '';
      frame.stripTabs = char === '-';
      frame.redirect = 'delimiter';
      return frame.stripTabs;
    case 'less':
    case 'greater':
      return continueRedirection(state, frame, char, pending === 'less');
  }
}

function continueRedirection(
  state: ShellState,
  frame: CommandFrame,
  char: string,
  input: boolean,
): boolean {
  if (char === '(') {
    throw new Refusal('<( and >( are not POSIX.', 'Use a pipe.');
  }
  if (input && char === '<') {
    state.pending = 'less-less';
    return true;
  }
  frame.redirect = char === '&' ? 'descriptor' : 'file';
  return char === '&' || char === '>' || (!input && char === '|');
}

/**
 * Ends the word, if there is one, and says what comes next.
 *
 * @throws Refusal for a word behind which nothing is certain.
 */
export function finishWord(state: ShellState, frame: CommandFrame): void {
  if (frame.word === undefined) return;
  if (frame.redirect === 'delimiter') announceDocument(state, frame);
  if (frame.redirect === 'none') {
    frame.expects = expectAfter(frame.expects, frame.word, frame.substitution);
  }
  frame.redirect = 'none';
  frame.word = undefined;
  frame.risks = [];
}

function announceDocument(state: ShellState, frame: CommandFrame): void {
  const [, quote, delimiter] =
    /^(["']?)([\w.!-]+)\1$/.exec(frame.delimiter.replace(/^\\(.*)$/, "'$1'")) ?? [];
  if (delimiter === undefined) {
    throw new Refusal(
      'The delimiter of a here-document is no plain word, quoted as a whole or not at all.',
      "Write <<EOF or <<'EOF'.",
    );
  }
  state.documents.push({
    kind: 'document',
    delimiter,
    stripTabs: frame.stripTabs,
    quoted: quote !== '',
    depth: state.frames.length,
    line: '',
  });
  frame.delimiter = '';
  frame.stripTabs = false;
}

/**
 * Refuses an operator right behind a word with an interpolation.
 *
 * @throws Refusal: `{{n}}>file` redirects descriptor 2 where the value is 2, and `{{f}}(` may define a function.
 */
export function refuseAttachedOperator(frame: CommandFrame, char: string): void {
  if (frame.word === undefined || !frame.risks.includes('value')) return;
  throw new Refusal(
    `${char} stands right behind an interpolation: what it does depends on the value.`,
    'Put a blank between them.',
  );
}
