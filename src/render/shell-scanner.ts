import { commentBeginning, lineText, quotedShellWord, shellWord } from './escapes.ts';
import { Refusal } from './refusal.ts';
import { lineMayEnd, readText, type Scanner, type Verdict } from './scanner.ts';
import { addToWord, readInCommand } from './shell-command.ts';
import { continueDollar } from './shell-expansions.ts';
import { readInFrame } from './shell-quotes.ts';
import { joinShell } from './shell-join.ts';
import { addRisk, problemOfWord } from './shell-risks.ts';
import {
  FRAME_NAMES,
  commandFrame,
  describeShell,
  innermost,
  replaceInnermost,
  type CommandFrame,
  type CommentFrame,
  type Pending,
  type ShellState,
} from './shell-state.ts';
import { mayBecomeKeyword, isKeywordPlace } from './shell-words.ts';

const BESIDE =
  'Put the interpolation into a variable of its own (name={{value}}), and use that here.';

/** Follows POSIX shell; see {@link Scanner}. Whatever shells read differently is refused. */
export const shellScanner: Scanner<ShellState> = {
  neutral: { frames: [commandFrame(false)], pending: 'nothing', documents: [] },
  advance: (state, text) =>
    readText(state, text, (next, char) => {
      while (!read(next, char));
    }),
  interpolate(state, after) {
    const next = structuredClone(state);
    const frame = enterWord(next);
    if (frame.kind === 'comment') return interpolateComment(next, frame, after);
    if (frame.kind === 'command') return interpolateWord(next, frame);
    throw new Refusal(
      `An interpolation ${FRAME_NAMES[frame.kind]}: no escape is safe there.`,
      `End the quotes before it: "text "{{value}}" text". ${BESIDE}`,
    );
  },
  finish: (state) => shellScanner.advance(state, '\n'),
  join: joinShell,
  describe: describeShell,
};

/** @returns whether the character is used up */
function read(state: ShellState, char: string): boolean {
  const { pending } = state;
  if (pending === 'dollar' || pending === 'variable' || pending === 'dollar-paren') {
    return continueDollar(state, pending, char);
  }
  const frame = innermost(state);
  if (frame.kind === 'command') {
    readInCommand(state, frame, char);
    return true;
  }
  if (char === '\n' && state.documents.length > 0 && frame.kind !== 'comment') {
    throw new Refusal(
      'A line that announces a here-document ends inside quotes or an expansion.',
      'Announce the here-document on a line of its own.',
    );
  }
  return readInFrame(state, char);
}

const UNFINISHED: Readonly<Partial<Record<Pending, string>>> = {
  backslash: 'a backslash, which would take effect on the first character of the value',
  continuation: 'a word that was continued with a backslash at the end of the line',
  dollar: 'a dollar sign, which would make the value a part of an expansion',
  variable:
    'the name of a variable, which the value could make longer; write ${name} if one is meant',
  'less-less': '<<: the delimiter of a here-document has to be fixed',
};

/** Settles what the text before an interpolation has begun. */
function enterWord(state: ShellState): ReturnType<typeof innermost> {
  const frame = innermost(state);
  if (frame.kind !== 'command') return frame;
  const unfinished = UNFINISHED[state.pending];
  if (unfinished !== undefined) {
    throw new Refusal(`An interpolation right behind ${unfinished}.`, BESIDE);
  }
  if (state.pending === 'dollar-paren') state.frames.push(commandFrame(true));
  if (state.pending === 'less' || state.pending === 'greater') frame.redirect = 'file';
  state.pending = 'nothing';
  return innermost(state);
}

function interpolateWord(state: ShellState, frame: CommandFrame): Verdict<ShellState> {
  const problem = problemOfWord(frame);
  if (problem !== undefined) throw new Refusal(`An interpolation ${problem}.`, BESIDE);
  const place = frame.redirect === 'none' && isKeywordPlace(frame.expects);
  const escape = place && mayBecomeKeyword(frame.word) ? quotedShellWord : shellWord;
  addToWord(frame, undefined);
  addRisk(frame, 'value');
  return { escape, state };
}

function interpolateComment(
  state: ShellState,
  frame: CommentFrame,
  after: string | undefined,
): Verdict<ShellState> {
  if (frame.backslash) {
    throw new Refusal(
      'An interpolation right behind a backslash in a comment: an empty value would let it end the line.',
      'Put a blank between them.',
    );
  }
  if (state.frames.length > 2) {
    throw new Refusal(
      'An interpolation in a comment inside $(…): old shells look for quotes in such comments.',
      'Move the comment in front of the command.',
    );
  }
  const lastOnLine = lineMayEnd(after);
  const escape = frame.named ? lineText(lastOnLine) : commentBeginning(lastOnLine);
  replaceInnermost(state, { ...frame, backslash: false });
  return { escape, state };
}
