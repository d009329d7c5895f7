import { Refusal } from './refusal.ts';
import type { Verdict } from './scanner.ts';
import { systemdArgument, systemdArgumentPiece, systemdProgram } from './systemd-escapes.ts';
import type { SystemdState } from './systemd-state.ts';

const PREFIXES = /^[-@+!:|]*$/;

/**
 * Reads one character of an Exec line, as systemd 219 splits it into words (split in util.c).
 *
 * @throws Refusal for quotes that versions of systemd read differently.
 */
export function readExec(state: SystemdState, char: string): void {
  if (state.escaped && state.quote === '' && /[ \t]/.test(char)) {
    throw new Refusal(
      'An escaped blank in an Exec line: versions of systemd differ on whether it ends the word.',
      'Quote the whole word.',
    );
  }
  if (state.quote === '"' || state.quote === "'") {
    readQuoted(state, state.quote, char);
  } else if (/[ \t\n]/.test(char)) {
    finishWord(state);
  } else if (state.quote === 'closed' || (/['"]/.test(char) && state.word !== undefined)) {
    if (!state.escaped) refusePartlyQuoted();
  } else if (char === '"' || char === "'") {
    state.quote = char;
    state.word = '*';
  } else {
    readWord(state, char);
  }
}

function readQuoted(state: SystemdState, quote: string, char: string): void {
  if (char === '\n') {
    throw new Refusal('A quote is still open at the end of an Exec line.', 'Close the quote.');
  }
  if (char === quote && !state.escaped) state.quote = 'closed';
}

function readWord(state: SystemdState, char: string): void {
  state.variable = char === '$' ? !state.variable : state.variable;
  const word = (state.word ?? '') + char;
  state.word = word === ';' || (state.program && PREFIXES.test(word)) ? word : '*';
}

function finishWord(state: SystemdState): void {
  if (state.word !== undefined) state.program = state.word === ';' && !state.program;
  state.word = undefined;
  state.quote = '';
  state.variable = false;
}

function refusePartlyQuoted(): never {
  throw new Refusal(
    'Quotes around a part of a word: systemd 219 takes them for plain characters, later versions for quotes.',
    'Quote the whole word.',
  );
}

/**
 * The escape for an interpolation in an Exec line.
 *
 * @throws Refusal inside and right behind quotes, and in a word with a variable.
 */
export function interpolateExec(
  state: SystemdState,
  after: string | undefined,
): Verdict<SystemdState> {
  if (state.quote !== '') {
    throw new Refusal(
      'An interpolation in or right behind quotes of an Exec line: no escape is safe there.',
      'Make it a word of its own; it is quoted where that is needed.',
    );
  }
  if (state.variable) {
    throw new Refusal(
      'An interpolation in a word with $: the value could become a part of the name of a variable.',
      'Make it a word of its own.',
    );
  }
  const begins = state.word === undefined || (state.program && PREFIXES.test(state.word));
  const next = { ...state, word: '*', fresh: false };
  if (state.program) return { escape: systemdProgram(begins), state: next };
  const whole = begins && after !== undefined && /^[ \t\n]/.test(after);
  return { escape: whole ? systemdArgument : systemdArgumentPiece(begins), state: next };
}
