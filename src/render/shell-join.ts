import { addRisk } from './shell-risks.ts';
import type { CommandFrame, CommentFrame, Frame, ShellState } from './shell-state.ts';

/**
 * The state where two ways through a template meet: of two readings of what follows the more careful one, undefined
 * if there is none. Risks are added up, since they only ever lead to a refusal.
 */
export function joinShell(one: ShellState, other: ShellState): ShellState | undefined {
  const sameShape =
    one.pending === other.pending &&
    one.frames.length === other.frames.length &&
    same(one.documents, other.documents);
  if (!sameShape) return undefined;
  const frames: Frame[] = [];
  for (const [index, frame] of one.frames.entries()) {
    const counterpart = other.frames[index];
    const joined = counterpart === undefined ? undefined : joinFrames(frame, counterpart);
    if (joined === undefined) return undefined;
    frames.push(joined);
  }
  return { ...one, frames };
}

function joinFrames(one: Frame, other: Frame): Frame | undefined {
  if (one.kind === 'command' && other.kind === 'command') return joinCommands(one, other);
  if (one.kind === 'comment' && other.kind === 'comment') return joinComments(one, other);
  return same(one, other) ? one : undefined;
}

function joinComments(one: CommentFrame, other: CommentFrame): CommentFrame {
  return {
    kind: 'comment',
    named: one.named && other.named,
    backslash: one.backslash || other.backslash,
  };
}

function joinCommands(one: CommandFrame, other: CommandFrame): CommandFrame | undefined {
  if ((one.word === undefined) !== (other.word === undefined)) return undefined;
  const redirect = joinRedirects(one, other);
  if (redirect === undefined) return undefined;
  // What is safe where a keyword may stand is safe in an argument too.
  const [careful, careless] = one.expects === 'argument' ? [other, one] : [one, other];
  const joined: CommandFrame = { ...careful, redirect };
  const { expects, word } = careless.expects === 'argument' ? careful : careless;
  if (!same({ ...joined, risks: [] }, { ...careless, expects, word, redirect, risks: [] })) {
    return undefined;
  }
  for (const risk of careless.risks) addRisk(joined, risk);
  return joined;
}

/** Behind an argument it does not matter whether the word was the target of a redirection. */
function joinRedirects(
  one: CommandFrame,
  other: CommandFrame,
): CommandFrame['redirect'] | undefined {
  if (one.redirect === other.redirect) return one.redirect;
  const kinds = [one, other].map(({ redirect }) => redirect);
  const argument = one.expects === 'argument' && other.expects === 'argument';
  if (!argument || kinds.includes('delimiter')) return undefined;
  return kinds.includes('descriptor') ? 'descriptor' : 'file';
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
