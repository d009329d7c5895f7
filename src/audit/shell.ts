import { forEachChild, type SyntaxNode } from 'unbash';
import type { Place, Step, Understood } from './effect.ts';
import type { Found, Given } from './found.ts';
import { runAll } from './run.ts';
import { type Parsed, parseShell, Source } from './source.ts';
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
  /** Every variable that is set somewhere. */
  readonly assigned: ReadonlySet<string>;
  /** Runs it once more, under other circumstances. */
  readonly run: (given: Given) => Found;
}

/** Reads another file that a script sources, if that is at hand. */
export type ReadFile = (path: string) => string | undefined;

/** Where a script is within the file: one that another writes, or that stands in a page. */
export interface Within {
  /** Where it will be. */
  readonly name?: string;
  /** The line of the file for each of its lines. */
  readonly lines?: readonly number[];
}

/**
 * Reads a script, without running anything of it.
 *
 * @param file its path as the user would name it
 */
export function understandShell(
  file: string,
  text: string,
  readFile: ReadFile = () => undefined,
  { name, lines }: Within = {},
): UnderstoodShell {
  // Marks of a template are one word each, or nothing.
  const plain = text
    .replace(/\{\{[^{}\n]*\}\}/g, (mark) => mark.replace(/\s/g, '_'))
    .replace(/\{%[^\n]*?%\}/g, (mark) => ' '.repeat(mark.length));
  const parsed = parseShell(new Source(file, plain, lines));
  const run = (given: Given): Found => {
    const state = new State(parsed, given, readFile, runAll);
    runAll(parsed.statements, state);
    state.exit(state.command);
    return state.found;
  };
  const whole = run({ asks: true });
  const selector = selectorOf(whole);
  const compared = whole.compared.filter(
    (one) => one.source === selector && /^[\w-]+$/.test(one.text),
  );
  const labels = new Map(compared.toReversed().map((one) => [one.text, one.place]));
  const names = [...new Set(compared.map((one) => one.text))];
  const runs =
    selector === undefined
      ? new Map([['start', run({})]])
      : new Map(names.map((action) => [action, run({ values: new Map([[selector, action]]) })]));
  const actions = new Map<string, readonly Step[]>();
  for (const [action, { steps }] of runs) actions.set(action, steps);
  const takesVip = [...actions.values()].flat().some(({ effect }) => {
    return effect.does === 'add-address' && /^\$[1-9@]$/.test(effect.address.text);
  });
  const isInit = selector === '$1' && runs.has('start') && runs.has('stop') && !takesVip;
  const kind = isInit ? 'init-script' : selector !== undefined || takesVip ? 'tool' : 'commands';
  const assigned = assignedIn(parsed);
  return { file, name, kind, actions, parsed, selector, runs, labels, assigned, run };
}

/** What decides upon the action: that which is compared with such a word. */
function selectorOf({ compared }: Found): string | undefined {
  const words = ['start', 'stop', 'up', 'add', 'down', 'del', 'on', 'off', 'pre-up', 'enable'];
  const found = words.map((word) => compared.find(({ text }) => text === word));
  return found.find((one) => one !== undefined)?.source;
}

const sets = /^(read|getopts|local|declare|typeset|export|mapfile|readarray|let|printf)$/;

/** The variables that anything sets, wherever it stands. */
function assignedIn({ statements }: Parsed): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Assignment') names.add(node.name);
    if (node.type === 'For' || node.type === 'Select') names.add(node.name.value);
    if (node.type === 'ArithmeticWord') names.add(node.value);
    if (node.type === 'Command' && sets.test(node.name?.text ?? ''))
      for (const word of node.args) names.add(word.text.replace(/^(\w+).*$/s, '$1'));
    forEachChild(node, visit);
  };
  for (const statement of statements) visit(statement);
  return names;
}
