import type { Step, Understood } from './effect.ts';
import { runAll } from './run.ts';
import { type Parsed, parseShell, Source } from './source.ts';
import type { Found, Given } from './found.ts';
import { State } from './state.ts';

/** A script, what each of its actions does, and how the action is told to it. */
export interface UnderstoodShell extends Understood {
  readonly parsed: Parsed;
  /** `$1` where it is the first argument; none where there are no actions. */
  readonly selector: string | undefined;
  readonly runs: ReadonlyMap<string, Found>;
  /** Runs it once more, under other circumstances. */
  readonly run: (given: Given) => Found;
}

/** Reads another file that a script sources, if it is at hand. */
export type ReadFile = (path: string) => string | undefined;

/**
 * Reads a script, without running anything of it.
 *
 * @param file its path as the user would name it
 */
export function understandShell(
  file: string,
  text: string,
  readFile: ReadFile = () => undefined,
  lines?: readonly number[],
): UnderstoodShell {
  const parsed = parseShell(new Source(file, text, lines));
  const run = (given: Given): Found => {
    const state = new State(parsed, given, readFile, runAll);
    runAll(parsed.statements, state);
    state.exit(
      parsed.source.place(parsed.statements.at(-1)?.pos ?? 0, parsed.statements.at(-1)?.end ?? 0),
    );
    return state.found;
  };
  const whole = run({});
  const selector = selectorOf(whole);
  if (selector === undefined) {
    const runs = new Map([['start', whole]]);
    return { file, kind: 'commands', actions: stepsOf(runs), parsed, selector, runs, run };
  }
  const names = new Set(
    whole.compared
      .filter(({ source, text: name }) => source === selector && /^[\w-]+$/.test(name))
      .map((one) => one.text),
  );
  const runs = new Map(
    [...names].map((name) => [name, run({ values: new Map([[selector, name]]) })]),
  );
  const isInit = selector === '$1' && names.has('start') && names.has('stop');
  return {
    file,
    kind: isInit ? 'init-script' : 'tool',
    actions: stepsOf(runs),
    parsed,
    selector,
    runs,
    run,
  };
}

function stepsOf(runs: ReadonlyMap<string, Found>): ReadonlyMap<string, readonly Step[]> {
  return new Map([...runs].map(([name, { steps }]) => [name, steps]));
}

/** What decides upon the action: that which is compared with such a word. */
function selectorOf({ compared }: Found): string | undefined {
  const words = ['start', 'stop', 'up', 'add', 'down', 'del', 'on', 'off', 'pre-up', 'enable'];
  const found = words
    .map((word) => compared.find(({ text }) => text === word))
    .find((one) => one !== undefined);
  return found?.source;
}
