// What the shell does by itself: test, [ and [[, as far as that can be known, what is run then, and builtins.
import type { TestExpression } from 'unbash';
import { calculate, expand } from './expand.ts';
import type { Answer, End, Words } from './effect.ts';
import { parseShell, Source } from './source.ts';
import type { State } from './state.ts';
import { isUnknown, matchesGlob } from './words.ts';

export const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

/** The answer of `test` with these words, unless it is of several parts; on the right of `[[` may stand a pattern. */
export function testWords(words: Words, state: State, isPattern = false): Answer {
  const [first = '', second = '', third = ''] = words;
  if (first === '!' && words.length > 1) return not(testWords(words.slice(1), state, isPattern));
  if (words.length === 1 || first === '-n') return isFilled(words.at(-1) ?? '');
  if (first === '-z') return not(isFilled(second));
  if (words.length !== 3) return undefined;
  if (/^(=|==|!=)$/.test(second)) {
    state.compare(first, third);
    state.compare(third, first);
    if (first !== third && (isUnknown(first) || isUnknown(third))) return undefined;
    return (first === third || (isPattern && matchesGlob(first, third))) === (second !== '!=');
  }
  if (second === '=~') state.check(first);
  if (![first, third].every((one) => /^\s*-?\d+\s*$/.test(one))) return undefined;
  const value = calculate(Number(first), second, Number(third));
  return value === undefined ? undefined : value !== 0;
}

const isFilled = (text: string): Answer =>
  isUnknown(text) && !/[^\s\uE000-\uF8FF]/.test(text) ? undefined : text !== '';

/** The words for test that say the same as what stands in `[[ … ]]`; none where that is of several parts. */
export function wordsOf(node: TestExpression, state: State): Words {
  if (node.type === 'TestUnary') return [node.operator, expand(node.operand, state)];
  if (node.type !== 'TestBinary') return [];
  return [expand(node.left, state), node.operator, expand(node.right, state)];
}

/** Runs one branch, or both from the same state where the answer is not known; what then differs is not known either. */
export function decide(answer: Answer, then: () => End, other: () => End, state: State): End {
  if (answer !== undefined) return answer ? then() : other();
  const before = state.now();
  const results = [then, other].map((branch) => {
    Object.assign(state, before, { variables: new Map(before.variables) });
    return { end: branch(), after: state.now(), succeeded: state.succeeded };
  });
  const [first, second] = results.filter(({ end }) => end === undefined);
  if (first === undefined) {
    const ends = results.map(({ end }) => end);
    return (['return', 'continue', 'break'] as const).find((end) => ends.includes(end)) ?? 'exit';
  }
  Object.assign(state, first.after, { succeeded: first.succeeded });
  if (second === undefined) return undefined;
  const { variables, failed } = second.after;
  state.failed ||= failed;
  if (state.succeeded !== second.succeeded) state.succeeded = undefined;
  for (const [name, values] of variables) {
    const others = state.variables.get(name);
    if (others === undefined) state.assign(name, ...values);
    else if (others.join('\n') !== values.join('\n'))
      state.assign(name, state.unknown(`$${name}`, 'it depends on a condition'));
  }
  return undefined;
}

/** Runs a loop until it ends, or as long as that makes a difference. */
export function loop(test: () => Answer, body: () => End, state: State): End {
  for (;;) {
    const answer = test();
    if (answer === false) break;
    const now = (): string => JSON.stringify([[...state.variables], state.args, state.input?.text]);
    const before = now();
    state.spend(before.length / 10, 1);
    const end = decide(answer, body, () => undefined, state);
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
    if (answer === undefined) return undefined;
    // Nothing that it asks for changes: it waits for something, or runs for ever.
    if (before !== now()) continue;
    state.tell('arguments-unchecked', state.command);
    break;
  }
  state.succeeded = true;
  return undefined;
}

/** What a builtin does to the state, and whether the list of commands ends with it. */
type Builtin = (words: Words, state: State) => End;

/** A builtin that succeeds, or what `work` makes of it. */
const done =
  (work: (words: Words, state: State) => void = () => undefined): Builtin =>
  (words, state) => {
    state.succeeded = true;
    work(words, state);
    return undefined;
  };

const test = done((words, state) => {
  state.succeeded = testWords(words.at(-1) === ']' ? words.slice(0, -1) : words, state);
});

/** Names without a value, which somebody else sets. */
const sets = done((words, { found }) => {
  for (const name of words) found.assigned.add(name);
});

const read = done((words, state) => {
  for (const name of words.filter((word) => !word.startsWith('-')))
    state.assign(name, state.unknown(`$${name}`, 'it is read'));
  state.succeeded = undefined;
});

const leave =
  (end: 'exit' | 'return'): Builtin =>
  ([text], state) => {
    if (text !== undefined) state.succeeded = /^\d+$/.test(text) ? Number(text) === 0 : undefined;
    if (end === 'exit') state.exit(state.command);
    return end;
  };

/** Runs a text of shell: that of eval and sh -c, or a sourced file. */
function runText(source: Source, state: State): End {
  const { statements } = parseShell(source);
  return state.within({ source }, () => state.execute(statements, state));
}

/** `eval` and `sh -c`: all of the text is where the command is. */
const evaluated = (text: string, state: State): End =>
  runText(new Source(state.source.file, text, [state.command.line]), state);

const sourced: Builtin = ([path = ''], state) => {
  const text = state.fileAt(path);
  state.succeeded = true;
  const end = text === undefined ? undefined : runText(new Source(path, text), state);
  // What the functions of init scripts set is known: nothing that matters here.
  if (text === undefined && !/\/init\.d\/functions$|\/lsb\/init-functions$/.test(path))
    state.unseen = state.readable(path);
  return end === 'return' ? undefined : end;
};

const shell: Builtin = (words, state) => {
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  state.succeeded = undefined;
  if (at >= 0) evaluated(words[at + 1] ?? '', state);
  return undefined;
};

/** The builtins of the shell that matter to what a script does, and shells. */
export const builtins = new Map<string, Builtin>(
  Object.entries<Builtin>({
    ...{ '[': test, test, read, '.': sourced, source: sourced },
    ...{ sh: shell, bash: shell, dash: shell, su: shell },
    ...{ ':': done(), true: done(), trap: done(), unset: done() },
    ...{ local: sets, export: sets, declare: sets, typeset: sets, readonly: sets },
    ...{ exit: leave('exit'), return: leave('return') },
    break: () => 'break',
    continue: () => 'continue',
    eval: (words, state) => evaluated(words.join(' '), state),
    false: done((_, state) => {
      state.succeeded = false;
    }),
    getopts: done(([, name = ''], state) => {
      state.assign(name, state.unknown(`$${name}`, 'it is an option'));
      state.assign('OPTARG', state.unknown('$OPTARG', 'it is the value of an option'));
      state.succeeded = undefined;
    }),
    shift: done(([text = '1'], state) => {
      const { list, isOpen } = state.args;
      state.args = { list: list.slice(Number(text) || 1), isOpen };
      if (list.length === 0 && !isOpen) state.succeeded = false;
    }),
    set: done((words, state) => {
      const [first = ''] = words;
      if (/^[-+]\w*e/.test(first) || words[1] === 'errexit')
        state.exitsOnError = first.startsWith('-');
      if (!/^[-+]\w/.test(first))
        state.args = { list: words.slice(first === '--' ? 1 : 0), isOpen: false };
    }),
    let: (words, state) => evaluated(words.map((word) => `((${word}))`).join('\n'), state),
  }),
);
