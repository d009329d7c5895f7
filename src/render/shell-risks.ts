import { Refusal } from './refusal.ts';
import type { CommandFrame, Risk } from './shell-state.ts';

const RISKS: ReadonlyMap<string, Risk> = new Map<string, Risk>([
  ['{', 'brace'],
  ['[', 'bracket'],
  ['~', 'tilde'],
]);
const END_OF_RISK: ReadonlyMap<string, Risk> = new Map<string, Risk>([
  [']', 'bracket'],
  ['/', 'tilde'],
]);

/**
 * Notes what one more plain character of a word means for an interpolation in the same word.
 *
 * @throws Refusal for a tilde behind an interpolation.
 */
export function noteRisks(frame: CommandFrame, char: string): void {
  if (char === '~' && frame.risks.includes('value')) {
    throw new Refusal(
      'A tilde behind an interpolation: whether the shell expands it depends on the value.',
      'Quote the tilde, or write the directory.',
    );
  }
  const begun = RISKS.get(char);
  if (begun !== undefined) addRisk(frame, begun);
  const ended = END_OF_RISK.get(char);
  if (ended !== undefined) frame.risks = frame.risks.filter((risk) => risk !== ended);
}

/** Adds a risk to the word; they are kept sorted, so that states compare equal. */
export function addRisk(frame: CommandFrame, risk: Risk): void {
  frame.risks = [...new Set([...frame.risks, risk])].sort();
}

/** Why an interpolation that continues this word cannot be escaped; undefined if it can. */
export function problemOfWord(frame: CommandFrame): string | undefined {
  if (frame.redirect === 'delimiter')
    return 'in the delimiter of a here-document, which has to be fixed';
  if (frame.redirect === 'descriptor')
    return 'behind >& or <&, where a number and a dash mean a descriptor';
  if (frame.expects === 'code') return 'in what eval, trap or alias read as code once more';
  if (frame.risks.includes('tilde')) return 'in the name of a user behind a tilde';
  if (frame.risks.includes('brace'))
    return 'behind a brace in the same word, which bash may expand';
  if (frame.risks.includes('bracket')) return 'in a bracket expression, where a dash makes a range';
  return undefined;
}
