// Faults of a script as such: how it ends, what it says of itself, and how it is written.
import { nearest } from '../base/nearest.ts';
import type { FaultKey } from './faults.ts';
import type { Called, Found } from './found.ts';
import { type Finding, textOf, vipsOf } from './steps.ts';
import type { UnderstoodShell } from './shell.ts';

/** The faults of a script that its steps do not show. */
export function judgeShell(script: UnderstoodShell): readonly Finding[] {
  const called = [...script.runs.values()].flatMap((found) => found.called).toSorted(byPlace);
  return [
    ...judgeCalls(called),
    ...judgeWriting(script),
    ...(script.kind === 'init-script' ? judgeManners(script) : []),
    ...judgeEnd(script),
    ...judgeArguments(script),
    ...judgeLost(script),
  ];
}

const byPlace = (
  left: { readonly place: Called['place'] },
  right: { readonly place: Called['place'] },
): number => left.place.line - right.place.line || left.place.column - right.place.column;

/** What could not be followed matters where nothing else was found. */
function judgeLost({ runs }: UnderstoodShell): readonly Finding[] {
  const start = runs.get('start');
  if (start === undefined || vipsOf(start.steps).length > 0) return [];
  return start.lost.map(({ reason, place }) => ({ key: 'cannot-tell', place, it: reason }));
}

/** What is called that should not be. */
export function judgeCalls(called: readonly Called[]): readonly Finding[] {
  const found = (key: FaultKey, one: Called | undefined, it?: string): readonly Finding[] =>
    one === undefined ? [] : [{ key, place: one.place, ...(it === undefined ? {} : { it }) }];
  const old = called.find(({ program }) => /^(ifconfig|route|netstat|arp)$/.test(program));
  const executed = called.find(({ words: [first = '', second = ''] }) =>
    (/^(.*\/)?(ba|da)?sh$/.test(first) ? second : first).endsWith('init.d/functions'),
  );
  return [...found('ifconfig-used', old, old?.program), ...found('functions-executed', executed)];
}

/** What the runs came upon: variables without a value, assignments that are none. */
function judgeWriting({ runs, assigned }: UnderstoodShell): readonly Finding[] {
  const all = [...runs.values()];
  const misspelt = all.flatMap((found) => found.misspelt);
  const names = new Set([...assigned, ...misspelt.map(({ name }) => name)]);
  const unset = all
    .flatMap((found) => found.unset)
    .filter(
      ({ name, asked }) => !names.has(name) && (!asked || nearest(name, [...names]) !== undefined),
    )
    .toSorted(byPlace);
  const first = new Map(unset.toReversed().map((one) => [one.name, one]));
  return [
    ...misspelt.map(({ name, place }) => ({
      key: 'bad-assignment' as const,
      place,
      it: name,
    })),
    ...[...first.values()].map(({ name, place }) => ({
      key: 'undefined-variable' as const,
      place,
      it: name,
    })),
  ];
}

function judgeManners(script: UnderstoodShell): readonly Finding[] {
  const { runs, labels, name, file } = script;
  const start = runs.get('start');
  const label = labels.get('start');
  if (start === undefined || label === undefined) return [];
  const findings: Finding[] = [];
  const locks = start.steps.flatMap(({ effect }) =>
    effect.does === 'touch' ? [textOf(effect.path)] : [],
  );
  // Which name is the script's own, its place tells.
  const own = /\/init\.d\/([^/]+)$/.exec(name ?? file)?.[1];
  const names = locks.flatMap((path) => /^\/var\/lock\/subsys\/(.+)$/.exec(path)?.[1] ?? []);
  const base = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  if (!names.some((lock) => own === undefined || lock === own || lock.includes('$')))
    findings.push({ key: 'no-subsys-lock', place: label });
  else if (own === undefined && !names.some((lock) => lock.includes('$') || lock.includes(base))) {
    const it = `whether ${names[0] ?? ''} is the script's own name in /etc/rc.d/init.d cannot be told`;
    findings.push({ key: 'cannot-tell', place: label, it });
  }
  if (!runs.has('status')) findings.push({ key: 'no-status', place: label });
  else findings.push(...judgeStatus(script));
  const restart = runs.get('restart');
  const sameAs = (found: Found): boolean =>
    (['add-address', 'ipvsadm', 'set'] as const).some(
      (does) =>
        found.steps.some(({ effect }) => effect.does === does) &&
        (does !== 'set' || vipsOf(start.steps).length === 0),
    );
  if (restart === undefined) findings.push({ key: 'no-restart', place: label });
  else if (sameAs(start) && !sameAs(restart) && restart.lost.length === 0)
    findings.push({ key: 'no-restart', place: labels.get('restart') ?? label });
  return findings;
}

/** What is called in one run and not in another. */
function ownOf(found: Found, other: Found | undefined): readonly Called[] {
  const others = new Set(other?.called.map(({ place }) => `${place.line} ${place.column}`));
  return found.called.filter(({ place }) => !others.has(`${place.line} ${place.column}`));
}

/** Asks for the status twice: with the VIPs up, and without. */
function judgeStatus({ runs, run, selector = '', labels }: UnderstoodShell): readonly Finding[] {
  const start = runs.get('start');
  const asked = runs.get('status');
  const place = labels.get('status');
  if (start === undefined || asked === undefined || place === undefined) return [];
  const values = new Map([[selector, 'status']]);
  const lines = start.steps.flatMap(({ effect }) => {
    if (effect.does === 'add-address')
      return [
        `    inet ${textOf(effect.address)}/32 scope global ${effect.label ?? ''} ${effect.device}`,
      ];
    return effect.does === 'ipvsadm' ? [effect.words.map(textOf).join(' ')] : [];
  });
  // A guard at the top, where start may end as well, is none of its answers.
  const guards = new Set(start.outcomes.map(({ place: { line } }) => line));
  const answers = ({ outcomes }: Found): readonly (number | undefined)[] =>
    outcomes
      .filter((one, at) => at === outcomes.length - 1 || !guards.has(one.place.line))
      .map(({ status }) => status);
  const up = answers(run({ values, up: lines }));
  const down = answers(run({ values, up: [] }));
  const never =
    down.every((status) => status === 0) ||
    up.every((status) => status !== undefined && status !== 0);
  if (asked.askedKernel && !never) return [];
  const test = ownOf(asked, start).find(({ program }) => /^(\[|\[\[|test)$/.test(program));
  return [{ key: 'status-wrong', place: test?.place ?? place }];
}

/** Lets the VIP fail to go up, and looks at the exit status. */
function judgeEnd({ runs, run, selector, kind }: UnderstoodShell): readonly Finding[] {
  // Nobody waits for the status of a hook.
  if (selector !== undefined && !/^\$\d$/.test(selector)) return [];
  return [...runs].flatMap(([action, { steps }]): readonly Finding[] => {
    const fails = (['add-address', 'ipvsadm'] as const).find((does) =>
      steps.some(({ effect }) => effect.does === does),
    );
    if (fails === undefined || /^(stop|status|down|(re|try-?re|cond)(start|load).*)$/.test(action))
      return [];
    const values = new Map(selector === undefined ? [] : [[selector, action]]);
    const { outcomes, called } = run({ values, fails, up: [] });
    const after = outcomes.filter(({ failed }) => failed);
    const last = after.at(-1);
    if (last === undefined || after.some(({ status }) => status !== 0)) return [];
    const isExit = called.at(-1)?.program === 'exit';
    return kind === 'commands' && !isExit ? [] : [{ key: 'exit-0-always', place: last.place }];
  });
}

/** Calls the script with an unknown action and with none, and looks for addresses that nobody has checked. */
function judgeArguments({
  runs,
  run,
  selector,
  kind,
  labels,
}: UnderstoodShell): readonly Finding[] {
  const findings: Finding[] = [];
  if (/^\$\d$/.test(selector ?? '') || kind === 'tool') {
    for (const args of [['no-such-action'], []]) {
      const found = run({ args });
      const { outcomes, steps, endless } = found;
      const last = outcomes.at(-1);
      const isEndless = endless[0] !== undefined && args.length > 0;
      const isRun = found.called.some(({ program }) => program === args[0]);
      const accepts =
        selector !== undefined &&
        steps.length === 0 &&
        outcomes.every(({ status }) => status === 0);
      if (last === undefined || !(accepts || isEndless || isRun)) continue;
      const own = ownOf(found, runs.get('start') ?? runs.get('add')).find(
        ({ program }) => !/^(exit|\[|\[\[|test)$/.test(program),
      );
      findings.push({
        key: 'arguments-unchecked',
        place: endless[0] ?? own?.place ?? [...labels.values()].at(-1) ?? last.place,
      });
      break;
    }
  }
  const all = [...runs.values()];
  const checked = new Set(all.flatMap((one) => [...one.checked]));
  const unseen = all
    .flatMap(({ steps }) => steps)
    .find(({ effect }) => {
      if (effect.does !== 'add-address' || 'text' in effect.address) return false;
      const { source } = effect.address;
      return /^\$([1-9@*]$|OPTARG)/.test(source) && !checked.has(source);
    });
  if (unseen?.effect.does === 'add-address')
    findings.push({
      key: 'arguments-unchecked',
      place: unseen.place,
      it: textOf(unseen.effect.address),
    });
  return findings.slice(0, 1);
}
