import { Refusal } from './refusal.ts';
import { refuseBackquote } from './shell-expansions.ts';
import {
  innermost,
  isDoubleQuoted,
  replaceInnermost,
  type ArithmeticFrame,
  type CommentFrame,
  type DocumentFrame,
  type QuoteFrame,
  type ShellState,
} from './shell-state.ts';

/**
 * Reads one character in any frame but a command.
 *
 * @returns false if the character belongs to the frame around, which is the innermost then
 * @throws Refusal for text that shells read differently.
 */
export function readInFrame(state: ShellState, char: string): boolean {
  const frame = innermost(state);
  switch (frame.kind) {
    case 'single':
    case 'double':
    case 'parameter':
      readQuoted(state, frame, char);
      return true;
    case 'arithmetic':
      readArithmetic(state, frame, char);
      return true;
    case 'document':
      readDocument(state, frame, char);
      return true;
    case 'comment':
      return readComment(state, frame, char);
    case 'command':
      return false;
  }
}

function readQuoted(state: ShellState, { kind }: QuoteFrame, char: string): void {
  if (kind === 'single') {
    if (char === "'") state.frames.pop();
    return;
  }
  if (state.pending === 'backslash') state.pending = 'nothing';
  else if (char === '\\') state.pending = 'backslash';
  else if (char === '$') state.pending = 'dollar';
  else if (char === '`') refuseBackquote();
  else if (kind === 'double') readDoubleQuoted(state, char);
  else readParameter(state, char);
}

function readDoubleQuoted(state: ShellState, char: string): void {
  if (char === '"') state.frames.pop();
  else if (char === '}' && state.frames.at(-2)?.kind === 'parameter') {
    throw new Refusal(
      'A brace closes inside the quotes of a parameter expansion: shells differ on whether it ends the expansion.',
      'Assign the quoted text to a variable first.',
    );
  }
}

function readParameter(state: ShellState, char: string): void {
  if (char === '}') state.frames.pop();
  else if (char === '"') state.frames.push({ kind: 'double' });
  else if (char === "'") {
    if (isDoubleQuoted(state)) {
      throw new Refusal(
        'A single quote inside "${…}": shells differ on whether it quotes.',
        'Assign the quoted text to a variable first.',
      );
    }
    state.frames.push({ kind: 'single' });
  }
}

function readArithmetic(state: ShellState, frame: ArithmeticFrame, char: string): void {
  if (frame.closing && char !== ')') {
    throw new Refusal(
      '$((…) is closed by one parenthesis: it may be arithmetic or a subshell in a command substitution.',
      'Write $( (…) ) for a subshell, and close arithmetic with )).',
    );
  }
  if (/['"\\`]/.test(char)) {
    throw new Refusal(
      'Quotes inside $((…)) are read differently by shells.',
      'Use plain variables.',
    );
  }
  if (char === '$') state.pending = 'dollar';
  else if (char === '(') replaceInnermost(state, { ...frame, parens: frame.parens + 1 });
  else if (char === ')' && frame.parens > 0) {
    replaceInnermost(state, { ...frame, parens: frame.parens - 1 });
  } else if (char === ')') {
    if (frame.closing) state.frames.pop();
    else replaceInnermost(state, { ...frame, closing: true });
  }
}

function readDocument(state: ShellState, frame: DocumentFrame, char: string): void {
  if (char !== '\n') {
    replaceInnermost(state, { ...frame, line: frame.line + char });
    return;
  }
  if (!frame.quoted && frame.line.endsWith('\\')) {
    throw new Refusal(
      'A line of a here-document ends in a backslash: it may hide the line that ends the document.',
      'Quote the delimiter, or do not continue the line.',
    );
  }
  const line = frame.stripTabs ? frame.line.replace(/^\t+/, '') : frame.line;
  if (line === frame.delimiter) state.frames.pop();
  else replaceInnermost(state, { ...frame, line: '' });
}

function readComment(state: ShellState, frame: CommentFrame, char: string): boolean {
  if (char === '\n') {
    state.frames.pop();
    return false;
  }
  // The exclamation mark of `#!` and further `#` are not yet a word of the comment.
  const named = frame.named || !/[ \t!#]/.test(char);
  replaceInnermost(state, { ...frame, named, backslash: char === '\\' });
  return true;
}
