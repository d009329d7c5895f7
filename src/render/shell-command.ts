import { Refusal } from './refusal.ts';
import { refuseBackquote } from './shell-expansions.ts';
import { continueOperator, finishWord, refuseAttachedOperator } from './shell-operators.ts';
import { noteRisks } from './shell-risks.ts';
import type { CommandFrame, ShellState } from './shell-state.ts';
import { followWord } from './shell-words.ts';

/**
 * Reads one character outside quotes, as POSIX splits commands into tokens (POSIX.1-2017, XCU 2.3).
 *
 * @throws Refusal for text that shells read differently.
 */
export function readInCommand(state: ShellState, frame: CommandFrame, char: string): void {
  if (continueToken(state, frame, char)) return;
  if (frame.redirect === 'delimiter' && !/[ \t\n;&|()<>]/.test(char)) {
    frame.delimiter += char;
    frame.word = '';
    return;
  }
  switch (char) {
    case ' ':
    case '\t':
      finishWord(state, frame);
      break;
    case '\n':
      finishWord(state, frame);
      frame.expects = 'command';
      frame.redirect = 'none';
      openDocuments(state);
      break;
    case ';':
    case '&':
    case '|':
      finishWord(state, frame);
      frame.expects = 'command';
      break;
    case '(':
      refuseAttachedOperator(frame, char);
      finishWord(state, frame);
      frame.expects = 'command';
      frame.parens += frame.substitution ? 1 : 0;
      state.pending = 'paren';
      break;
    case ')':
      closeParenthesis(state, frame);
      break;
    case '<':
    case '>':
      refuseAttachedOperator(frame, char);
      // Digits right before the operator are no word but the number of a descriptor.
      if (/^[0-9]+$/.test(frame.word ?? '')) frame.word = undefined;
      finishWord(state, frame);
      state.pending = char === '<' ? 'less' : 'greater';
      break;
    default:
      readWordCharacter(state, frame, char);
  }
}

function continueToken(state: ShellState, frame: CommandFrame, char: string): boolean {
  switch (state.pending) {
    case 'nothing':
    case 'dollar':
    case 'variable':
    case 'dollar-paren':
      return false;
    case 'backslash':
      state.pending = 'nothing';
      if (char !== '\n') addToWord(frame, undefined);
      else if (frame.word !== undefined) state.pending = 'continuation';
      return true;
    case 'continuation':
      state.pending = 'nothing';
      return false;
    case 'paren':
    case 'less':
    case 'less-less':
    case 'greater':
      return continueOperator(state, frame, state.pending, char);
  }
}

function readWordCharacter(state: ShellState, frame: CommandFrame, char: string): void {
  switch (char) {
    case '#':
      if (frame.word === undefined) {
        state.frames.push({ kind: 'comment', named: false, backslash: false });
        return;
      }
      break;
    case "'":
    case '"':
      addToWord(frame, undefined);
      state.frames.push({ kind: char === '"' ? 'double' : 'single' });
      return;
    case '$':
      addToWord(frame, undefined);
      state.pending = 'dollar';
      return;
    case '\\':
      state.pending = 'backslash';
      return;
    case '`':
      refuseBackquote();
  }
  noteRisks(frame, char);
  addToWord(frame, char);
}

/** Goes on with the word; undefined stands for what is no plain character. */
export function addToWord(frame: CommandFrame, char: string | undefined): void {
  const expects = frame.redirect === 'none' ? frame.expects : 'argument';
  frame.word = followWord(expects, frame.word, char);
}

function closeParenthesis(state: ShellState, frame: CommandFrame): void {
  finishWord(state, frame);
  frame.expects = 'command';
  if (!frame.substitution) return;
  if (frame.parens > 0) {
    frame.parens -= 1;
    return;
  }
  if (state.documents.length > 0) {
    throw new Refusal(
      'A command substitution ends before the here-document that it announces.',
      'Put the closing parenthesis on a line below the here-document.',
    );
  }
  state.frames.pop();
}

function openDocuments(state: ShellState): void {
  if (state.documents.some(({ depth }) => depth !== state.frames.length)) {
    throw new Refusal(
      'A here-document is announced on a line that ends inside another construct.',
      'Announce it on a line of its own.',
    );
  }
  state.frames.push(...state.documents.reverse());
  state.documents = [];
}
