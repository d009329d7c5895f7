import type { Expectation } from './shell-words.ts';

/** What makes an interpolation in this word unsafe, or text behind an interpolation. */
export type Risk = 'value' | 'brace' | 'bracket' | 'tilde';

/** Commands: at the top of the script, or in a command substitution. */
export interface CommandFrame {
  readonly kind: 'command';
  readonly substitution: boolean;
  /** Open parentheses in a command substitution; at the top nothing depends on them. */
  parens: number;
  expects: Expectation;
  /** What the word is that follows a redirection operator. */
  redirect: 'none' | 'file' | 'descriptor' | 'delimiter';
  /** The word up to here, see followWord; undefined between words. */
  word: string | undefined;
  risks: readonly Risk[];
  /** The delimiter of a here-document as it is written, and whether `<<-` asked for it. */
  delimiter: string;
  stripTabs: boolean;
}

/** In a comment; `named` once it has a word, which tools cannot be misled about any more. */
export interface CommentFrame {
  readonly kind: 'comment';
  readonly named: boolean;
  readonly backslash: boolean;
}

export interface DocumentFrame {
  readonly kind: 'document';
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly quoted: boolean;
  /** How many frames were open where it was announced: its text follows the line of that frame. */
  readonly depth: number;
  readonly line: string;
}

export interface ArithmeticFrame {
  readonly kind: 'arithmetic';
  readonly parens: number;
  readonly closing: boolean;
}

export interface QuoteFrame {
  readonly kind: 'single' | 'double' | 'parameter';
}

export type Frame = CommandFrame | CommentFrame | DocumentFrame | ArithmeticFrame | QuoteFrame;

/** An expansion that has begun and needs the next character to be known. */
export type PendingDollar = 'dollar' | 'variable' | 'dollar-paren';
/** An operator that may become a longer one. */
export type PendingOperator = 'paren' | 'less' | 'less-less' | 'greater';
export type Pending = 'nothing' | 'backslash' | 'continuation' | PendingDollar | PendingOperator;

/** Where a shell's parser stands: what is open, the innermost last. */
export interface ShellState {
  frames: Frame[];
  pending: Pending;
  /** Here-documents that were announced and begin behind this line. */
  documents: DocumentFrame[];
}

/** A frame in which a command is expected next. */
export function commandFrame(substitution: boolean): CommandFrame {
  return {
    kind: 'command',
    substitution,
    parens: 0,
    expects: 'command',
    redirect: 'none',
    word: undefined,
    risks: [],
    delimiter: '',
    stripTabs: false,
  };
}

/** The innermost frame; there is always one. */
export function innermost(state: ShellState): Frame {
  const frame = state.frames.at(-1);
  if (frame === undefined) throw new Error('the shell scanner has closed more than it opened');
  return frame;
}

/** Replaces the innermost frame. */
export function replaceInnermost(state: ShellState, frame: Frame): void {
  state.frames[state.frames.length - 1] = frame;
}

/** Whether the text stands in double quotes, counted from the command that it belongs to. */
export function isDoubleQuoted(state: ShellState): boolean {
  const command = state.frames.findLastIndex((frame) => frame.kind === 'command');
  return state.frames.slice(command).some((frame) => frame.kind === 'double');
}

/** Where the state stands, in words. */
export function describeShell(state: ShellState): string {
  const frame = innermost(state);
  if (frame.kind !== 'command') return FRAME_NAMES[frame.kind];
  if (state.documents.length > 0) return 'before a here-document';
  const inside = frame.substitution ? ' in $(…)' : '';
  if (frame.word !== undefined || state.pending !== 'nothing') return `in a word${inside}`;
  return (frame.expects === 'command' ? 'where a command begins' : 'between two words') + inside;
}

/** What the frames other than commands are called in messages. */
export const FRAME_NAMES: Readonly<Record<Exclude<Frame['kind'], 'command'>, string>> = {
  single: 'in single quotes',
  double: 'in double quotes',
  parameter: 'in a parameter expansion ${…}',
  arithmetic: 'in an arithmetic expansion $((…))',
  comment: 'in a comment',
  document: 'in a here-document',
};
