/** Where a unit file's parser stands. */
export interface SystemdState {
  part: 'start' | 'section' | 'key' | 'comment' | 'text' | 'exec';
  key: string;
  /** An odd number of backslashes, or of percent signs, stands right before. */
  escaped: boolean;
  percent: boolean;
  /** Nothing but blanks on this line up to here. */
  fresh: boolean;
  /** The line goes on with the value of the line before. */
  continued: boolean;
  /** The value has had a double quote. */
  quoted: boolean;
  /** Exec lines: the open quote; `closed` right behind one. */
  quote: '' | '"' | "'" | 'closed';
  /** Exec lines: the word up to here while it is made of prefix characters or a semicolon, else `*`. */
  word: string | undefined;
  /** Exec lines: whether the word is the program that is run. */
  program: boolean;
  /** Exec lines: the word has an expansion of a variable. */
  variable: boolean;
}

/** Outside of everything, at the start of a line. */
export function startOfLine(): SystemdState {
  return {
    part: 'start',
    key: '',
    escaped: false,
    percent: false,
    fresh: true,
    continued: false,
    quoted: false,
    quote: '',
    word: undefined,
    program: true,
    variable: false,
  };
}

/** Goes from the key to its value. */
export function startOfValue(state: SystemdState): void {
  state.part = state.key.trim().startsWith('Exec') ? 'exec' : 'text';
}

/** Whether nothing but blanks stands on a line that continues a value. */
export function isContinued(state: SystemdState): boolean {
  return state.continued && state.fresh;
}

/** What the parts are called in messages. */
export const PART_NAMES: Readonly<Record<SystemdState['part'], string>> = {
  start: 'at the start of a line',
  section: 'in a section header',
  key: 'in a key',
  comment: 'in a comment',
  text: 'in a value',
  exec: 'in an Exec line',
};

/** The state where two ways meet; undefined if they differ in more than what only leads to a refusal. */
export function joinSystemd(one: SystemdState, other: SystemdState): SystemdState | undefined {
  const quoted = one.quoted || other.quoted;
  const joined = { ...one, quoted };
  return JSON.stringify(joined) === JSON.stringify({ ...other, quoted }) ? joined : undefined;
}

/** Where the state stands, in words. */
export function describeSystemd({ part, quote, word }: SystemdState): string {
  if (part !== 'exec') return PART_NAMES[part];
  if (quote === '"' || quote === "'") return 'in quotes of an Exec line';
  return `${word === undefined ? 'between two words' : 'in a word'} of an Exec line`;
}
