import { Refusal } from './refusal.ts';
import { lineMayEnd, readText, type Scanner, type Verdict } from './scanner.ts';
import { shellScanner } from './shell-scanner.ts';
import type { ShellState } from './shell-state.ts';
import { specPath, specShell, specTag, specText } from './spec-escapes.ts';

/** What the lines of a section are. */
type Content = 'tags' | 'text' | 'files' | 'shell';

const SECTIONS: Readonly<Record<string, Content>> = {
  '%description': 'text',
  '%prep': 'shell',
  '%build': 'shell',
  '%install': 'shell',
  '%files': 'files',
  '%post': 'shell',
  '%preun': 'shell',
  '%postun': 'shell',
};

/** Lines that rpm itself acts upon, without anything to be filled in. */
const DIRECTIVES: Readonly<Record<Content, RegExp>> = {
  tags: /^%global \w+ (%\{nil\}|[\w.]+)$/,
  text: /^$/,
  files: /^%(defattr\([^()%]*\)|dir [\w./-]+)$/,
  shell: /^%setup -q$/,
};

/** Where the parser of a spec stands. */
interface SpecState {
  content: Content;
  /** Of a line: nothing yet, the name of a tag, what may be filled in, or what rpm itself acts upon. */
  at: 'start' | 'tag' | 'value' | 'directive';
  directive: string;
  shell: ShellState;
}

const NEUTRAL: SpecState = {
  content: 'tags',
  at: 'start',
  directive: '',
  shell: shellScanner.neutral,
};

/**
 * Follows a spec line by line, and the shell in its scriptlets; see {@link Scanner}. Of what rpm can expand, only the
 * directives above are known: everything else with a percent sign is refused.
 */
export const specScanner: Scanner<SpecState> = {
  neutral: NEUTRAL,
  advance: (state, text) => readText(state, text, read),
  interpolate,
  // A spec may end in any section, as long as nothing is open.
  finish(state) {
    const { at, shell } = readText(state, '\n', read);
    return { ...NEUTRAL, at, shell };
  },
  join(one, other) {
    const shell = shellScanner.join(one.shell, other.shell);
    const joined = shell && { ...one, shell };
    return JSON.stringify(joined) === JSON.stringify({ ...other, shell }) ? joined : undefined;
  },
  describe({ content, at, shell }) {
    if (at === 'directive') return 'in a line that begins with a percent sign';
    if (content === 'shell') return `${shellScanner.describe(shell)} of a scriptlet`;
    return `${at === 'start' ? 'at the start of a line' : 'in a line'} of ${NAMES[content]}`;
  },
};

const NAMES: Readonly<Record<Content, string>> = {
  tags: 'the tags',
  text: 'the description',
  files: 'the list of files',
  shell: 'a scriptlet',
};

function interpolate(state: SpecState, after: string | undefined): Verdict<SpecState> {
  const { content, at } = state;
  const last = lineMayEnd(after);
  if (at === 'directive') {
    throw new Refusal(
      'An interpolation in a line that begins with a percent sign: no escape is safe there.',
      'Write the line out, and choose between lines with {{#if}}.',
    );
  }
  if (content === 'shell') {
    const { escape, state: shell } = shellScanner.interpolate(state.shell, after);
    return { escape: specShell(escape), state: { ...state, at: 'value', shell } };
  }
  const next: SpecState = { ...state, at: 'value' };
  if (content === 'text') return { escape: specText(at === 'start', last), state: next };
  if (content === 'tags' && at === 'value') return { escape: specTag(last), state: next };
  if (content === 'files' && at === 'start' && after?.startsWith('\n') === true) {
    return { escape: specPath, state: next };
  }
  throw new Refusal(
    content === 'tags'
      ? 'An interpolation before the colon of a tag: no escape is safe there.'
      : 'An interpolation in the list of files that is not a whole line.',
    content === 'tags' ? 'Write the name of the tag out.' : 'Let one value be the whole path.',
  );
}

function read(state: SpecState, char: string): void {
  if (state.at === 'directive') {
    if (char === '\n') readDirective(state);
    else state.directive += char;
  } else if (char === '%') {
    beginDirective(state);
  } else if (state.content === 'shell') {
    state.shell = shellScanner.advance(state.shell, char);
    state.at = char === '\n' ? 'start' : 'value';
  } else if (char === '\n') {
    state.at = 'start';
  } else if (state.content !== 'tags' || char === ':' || (char === '#' && state.at === 'start')) {
    state.at = 'value';
  } else if (state.at === 'start') {
    state.at = 'tag';
  }
}

function beginDirective(state: SpecState): void {
  const isClosed = JSON.stringify(state.shell) === JSON.stringify(shellScanner.neutral);
  if (state.at !== 'start' || !isClosed) {
    throw new Refusal(
      'A percent sign that does not begin a line outside of quotes and commands: rpm may expand it.',
      'Write what it stands for, or say it without the sign.',
    );
  }
  state.at = 'directive';
  state.directive = '%';
}

function readDirective(state: SpecState): void {
  const { content, directive } = state;
  const next = Object.hasOwn(SECTIONS, directive) ? SECTIONS[directive] : undefined;
  if (next === undefined && !DIRECTIVES[content].test(directive)) {
    throw new Refusal(
      `The line ${directive} is neither a section nor one of the few directives that are known here.`,
      'Use what the template has already, or teach src/render/spec-scanner.ts what follows it.',
    );
  }
  Object.assign(state, { content: next ?? content, at: 'start', directive: '' });
}
