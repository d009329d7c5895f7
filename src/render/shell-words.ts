import { Refusal } from './refusal.ts';

/** What the grammar expects of the next word. */
export type Expectation =
  | 'command'
  | 'argument'
  | 'case-word'
  | 'case-in'
  | 'for-name'
  | 'for-in'
  /** Arguments that the shell reads as code once more. */
  | 'code';

/**
 * The words that change what follows them where a command is expected: the reserved words of POSIX and of bash, and
 * the built-ins that run another command or read their arguments as code.
 */
const AFTER_KEYWORD: ReadonlyMap<string, Expectation> = new Map<string, Expectation>([
  ['!', 'command'],
  ['{', 'command'],
  ['}', 'command'],
  ['if', 'command'],
  ['then', 'command'],
  ['elif', 'command'],
  ['else', 'command'],
  ['fi', 'command'],
  ['while', 'command'],
  ['until', 'command'],
  ['do', 'command'],
  ['done', 'command'],
  ['esac', 'command'],
  ['in', 'command'],
  ['time', 'command'],
  ['command', 'command'],
  ['builtin', 'command'],
  ['case', 'case-word'],
  ['for', 'for-name'],
  ['select', 'for-name'],
  ['eval', 'code'],
  ['trap', 'code'],
  ['alias', 'code'],
  ['function', 'argument'],
  ['coproc', 'argument'],
  ['[[', 'argument'],
]);
const KEYWORDS = [...AFTER_KEYWORD.keys()];
/** A word that can no longer become a keyword, and an assignment. */
const ANY_WORD = '*';
const ASSIGNMENT = '=';

/**
 * The word with one more character, as far as it matters: the text while it may become a keyword or the number of a
 * descriptor, `*` or `=` (an assignment) from then on, so that different words with the same meaning compare equal.
 *
 * @param char undefined for what is no plain character: quotes, an expansion, an interpolation
 */
export function followWord(
  expects: Expectation,
  word: string | undefined,
  char: string | undefined,
): string {
  if (!isKeywordPlace(expects)) return '';
  if (word === ASSIGNMENT) return ASSIGNMENT;
  if (char === '=' && word !== undefined) return ASSIGNMENT;
  if (char === undefined) return ANY_WORD;
  const next = (word ?? '') + char;
  return mayBecomeKeyword(next) || /^[0-9]+$/.test(next) ? next : ANY_WORD;
}

/** Whether a value that continues this word could complete a reserved word or be an alias. */
export function mayBecomeKeyword(word: string | undefined): boolean {
  return KEYWORDS.some((keyword) => keyword.startsWith(word ?? ''));
}

/** Whether a word means more than itself here, so that its text has to be followed. */
export function isKeywordPlace(expects: Expectation): boolean {
  return expects === 'command' || expects === 'case-in' || expects === 'for-in';
}

/**
 * What is expected behind a complete word.
 *
 * @param nested whether the word stands in a command substitution
 * @throws Refusal for `[[`, and for `case` in a command substitution.
 */
export function expectAfter(expects: Expectation, word: string, nested: boolean): Expectation {
  switch (expects) {
    case 'command':
      if (word === ASSIGNMENT) return 'command';
      refuseKeyword(word, nested);
      return AFTER_KEYWORD.get(word) ?? 'argument';
    case 'case-word':
      return 'case-in';
    case 'case-in':
      return word === 'in' ? 'command' : 'argument';
    case 'for-name':
      return 'for-in';
    case 'for-in':
      return word === 'do' ? 'command' : 'argument';
    case 'argument':
    case 'code':
      return expects;
  }
}

function refuseKeyword(word: string, nested: boolean): void {
  if (word === '[[') {
    throw new Refusal(
      'POSIX sh has no [[, and words inside it follow rules of their own.',
      'Use [ or case.',
    );
  }
  if (word === 'case' && nested) {
    throw new Refusal(
      'A case inside $(…) cannot be followed with certainty: its patterns may close the parenthesis.',
      'Move the case into a function and call that inside $(…).',
    );
  }
}
