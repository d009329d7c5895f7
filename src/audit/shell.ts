import type { Found, Given, Place, Understood } from './effect.ts';
import { runAll } from './run.ts';
import { type Parsed, parseShell, type Script, Source } from './source.ts';
import { State } from './state.ts';

/** A script, what each of its actions does, and how the action is told to it. */
export interface UnderstoodShell extends Understood {
  readonly parsed: Parsed;
  /** Where it will be, if another script writes it. */
  readonly name: string | undefined;
  /** What tells the action, such as `$1`; none where there are no actions. */
  readonly selector: string | undefined;
  /** What each action came upon. */
  readonly runs: ReadonlyMap<string, Found>;
  /** Where each action begins. */
  readonly labels: ReadonlyMap<string, Place>;
  /** Runs an action once more, or the script as it is called, under other circumstances. */
  readonly run: (action: string | undefined, given: Given) => Found;
}

/** Reads another file that a script sources, if that is at hand. */
export type ReadFile = (path: string) => string | undefined;

/** What decides upon the action is compared with one of these. */
const actionWords = ['start', 'stop', 'up', 'add', 'down', 'del', 'on', 'off', 'pre-up', 'enable'];

/**
 * Reads a script, without running anything of it.
 *
 * @param file its path as the user would name it
 */
export function understandShell(
  file: string,
  { text, name, lines }: Script,
  readFile: ReadFile = () => undefined,
): UnderstoodShell {
  // Marks of a template are one word each, or nothing.
  const plain = text
    .replace(/\{\{[^{}\n]*\}\}/g, (mark) => mark.replace(/\s/g, '_'))
    .replace(/\{%[^\n]*?%\}/g, (mark) => ' '.repeat(mark.length));
  const parsed = parseShell(new Source(file, plain, lines));
  const runWith = (given: Given): Found => {
    const state = new State(parsed, given, readFile, runAll);
    runAll(parsed.statements, state);
    state.exit(state.command);
    return state.found;
  };
  const { compared } = runWith({ asks: true });
  const selector = actionWords
    .map((word) => compared.find((one) => one.text === word)?.source)
    .find((source) => source !== undefined);
  const labels = new Map<string, Place>();
  for (const one of compared)
    if (one.source === selector && /^[\w-]+$/.test(one.text) && !labels.has(one.text))
      labels.set(one.text, one.place);
  const run = (action: string | undefined, given: Given): Found =>
    runWith({ ...given, values: new Map(selector && action ? [[selector, action]] : []) });
  const names = selector === undefined ? ['start'] : [...labels.keys()];
  const runs = new Map(names.map((action) => [action, run(action, {})]));
  const actions = new Map([...runs].map(([action, { steps }]) => [action, steps]));
  const takesVip = [...actions.values()]
    .flat()
    .some(({ effect }) => effect.does === 'add-address' && /^\$[1-9@]$/.test(effect.address.text));
  const isInit = selector === '$1' && runs.has('start') && runs.has('stop') && !takesVip;
  const kind = isInit ? 'init-script' : selector !== undefined || takesVip ? 'tool' : 'commands';
  return { file, name, kind, actions, parsed, selector, runs, labels, run };
}
