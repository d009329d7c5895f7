// Faults of a script as such: how it ends, what it says of itself, and how it is called.
import { nearest } from '../base/words.ts';
import type { Called, Found } from './found.ts';
import { byPlace, type Finding, fault, only, vipsOf } from './steps.ts';
import type { UnderstoodShell } from './shell.ts';

/** The faults of a script that its steps do not show. */
export function judgeShell(script: UnderstoodShell): readonly Finding[] {
  return [
    ...judgeCalls([...script.runs.values()].flatMap((found) => found.called)),
    ...judgeWriting(script),
    ...(script.kind === 'init-script' ? judgeManners(script) : []),
    ...judgeEnd(script),
    ...judgeArguments(script),
    ...judgeStart(script),
  ];
}

/** What cannot be followed matters where nothing else is found; that there is no stop, where there are no actions. */
function judgeStart({ runs, kind, selector }: UnderstoodShell): readonly Finding[] {
  const { steps = [], lost = [] } = runs.get('start') ?? {};
  const [vip] = vipsOf(steps);
  if (vip === undefined)
    return lost.map(({ reason, place }) => fault('cannot-tell', place, reason));
  const isForGood = kind === 'commands' && only(steps, 'delete-address').length === 0;
  const what = 'nothing here takes the VIP off again';
  return isForGood && selector === undefined ? [fault('no-stop', vip.place, what)] : [];
}

/** What is called that should not be. */
export function judgeCalls(called: readonly Called[]): readonly Finding[] {
  const sorted = called.toSorted(byPlace);
  const old = sorted.find(({ program }) => /^(ifconfig|route|netstat|arp)$/.test(program));
  const executed = sorted.find(({ program, words: [first = '', second = ''] }) =>
    (/^(ba|da)?sh$/.test(program) ? second : first).endsWith('init.d/functions'),
  );
  return [
    ...(old ? [fault('ifconfig-used', old.place, old.program)] : []),
    ...(executed ? [fault('functions-executed', executed.place)] : []),
  ];
}

/** What the runs came upon: variables without a value, assignments that are none. */
function judgeWriting({ runs, assigned }: UnderstoodShell): readonly Finding[] {
  const all = [...runs.values()];
  const misspelt = all.flatMap((found) => found.misspelt);
  const names = [...assigned, ...misspelt.map(({ name }) => name)];
  const unset = all
    .flatMap((found) => found.unset)
    // Who asks whether it is set may well mean one that is not, but hardly one spelt nearly as another.
    .filter(({ name, asked }) => !names.includes(name) && (!asked || nearest(name, names)))
    .toSorted(byPlace);
  const first = new Map(unset.toReversed().map((one) => [one.name, one]));
  return [
    ...misspelt.map(({ name, place }) => fault('bad-assignment', place, name)),
    ...[...first.values()].map(({ name, place }) => fault('undefined-variable', place, name)),
  ];
}

function judgeManners(script: UnderstoodShell): readonly Finding[] {
  const { runs, labels, name, file } = script;
  const [start, label, restart] = [runs.get('start'), labels.get('start'), runs.get('restart')];
  if (start === undefined || label === undefined) return [];
  const findings: Finding[] = [];
  const locks = only(start.steps, 'touch').flatMap(
    ({ effect }) => /^\/var\/lock\/subsys\/(.+)$/.exec(effect.path.text)?.[1] ?? [],
  );
  // Which name is the script's own, its place tells.
  const own = /\/init\.d\/([^/]+)$/.exec(name ?? file)?.[1];
  const near = own ?? file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const isOwn = locks.some((lock) => lock === near || lock.includes('$'));
  if (!isOwn && (own !== undefined || locks.length === 0))
    findings.push(fault('no-subsys-lock', label));
  else if (!isOwn) {
    const what = `whether ${locks[0] ?? ''} is the script's own name in /etc/rc.d/init.d cannot be told`;
    findings.push(fault('cannot-tell', label, what));
  }
  if (!runs.has('status')) findings.push(fault('no-status', label));
  else findings.push(...judgeStatus(script));
  const does = ({ steps }: Found): boolean =>
    vipsOf(start.steps).length > 0
      ? only(steps, 'add-address').length > 0
      : steps.some(({ effect }) => /^(add-address|ipvsadm|set)$/.test(effect.does));
  if (restart === undefined || (does(start) && !does(restart) && restart.lost.length === 0))
    findings.push(fault('no-restart', labels.get('restart') ?? label));
  return findings;
}

/** What is called in one run and not in another. */
function ownOf(found: Found, other: Found | undefined): readonly Called[] {
  const others = new Set(other?.called.map(({ place }) => `${place.line} ${place.column}`));
  return found.called.filter(({ place }) => !others.has(`${place.line} ${place.column}`));
}

const isTest = ({ program }: Called): boolean => /^(\[|\[\[|test)$/.test(program);

/** Asks for the status twice: with the VIPs up, and without. */
function judgeStatus({ runs, run, selector = '', labels }: UnderstoodShell): readonly Finding[] {
  const [start, asked, place] = [runs.get('start'), runs.get('status'), labels.get('status')];
  if (start === undefined || asked === undefined || place === undefined) return [];
  // A guard at the top, where start may end as well, is none of its answers.
  const guards = new Set(start.outcomes.map((one) => one.place.line));
  const answers = (up: readonly string[]): readonly (number | undefined)[] =>
    run({ values: new Map([[selector, 'status']]), up })
      .outcomes.filter((one, at, all) => at === all.length - 1 || !guards.has(one.place.line))
      .map(({ status }) => status);
  const lines = start.steps.flatMap(({ effect }) => {
    if (effect.does === 'ipvsadm') return [effect.words.map(({ text }) => text).join(' ')];
    if (effect.does !== 'add-address') return [];
    return [
      `    inet ${effect.address.text}/32 scope global ${effect.label ?? ''} ${effect.device}`,
    ];
  });
  const isBlind =
    answers([]).every((status) => status === 0) ||
    answers(lines).every((status) => status !== undefined && status !== 0);
  if (asked.askedKernel && !isBlind) return [];
  return [fault('status-wrong', ownOf(asked, start).find(isTest)?.place ?? place)];
}

/** Lets the VIP fail to go up, and looks at the exit status. */
function judgeEnd({ runs, run, selector, kind }: UnderstoodShell): readonly Finding[] {
  // Nobody waits for the status of a hook.
  if (selector !== undefined && !/^\$\d$/.test(selector)) return [];
  return [...runs].flatMap(([action, { steps }]): readonly Finding[] => {
    if (/^(stop|status|down|(re|try-?re|cond)(start|load).*)$/.test(action)) return [];
    const fails = (['add-address', 'ipvsadm'] as const).find(
      (does) => only(steps, does).length > 0,
    );
    if (fails === undefined) return [];
    const values = new Map(selector === undefined ? [] : [[selector, action]]);
    const { outcomes, called } = run({ values, fails, up: [] });
    const after = outcomes.filter(({ failed }) => failed);
    const last = after.at(-1);
    if (last === undefined || after.some(({ status }) => status !== 0)) return [];
    // Of commands without an exit nobody expects a status.
    if (kind === 'commands' && called.at(-1)?.program !== 'exit') return [];
    return [fault('exit-0-always', last.place)];
  });
}

/** Calls the script with an unknown action and with none, and looks for addresses that nobody has checked. */
function judgeArguments(script: UnderstoodShell): readonly Finding[] {
  const { runs, run, selector, kind, labels } = script;
  const isCalled = /^\$\d$/.test(selector ?? '') || kind === 'tool';
  for (const args of isCalled ? [['no-such-action'], []] : []) {
    const found = run({ args });
    const { outcomes, steps, endless, called } = found;
    const isEndless = endless[0] !== undefined && args.length > 0;
    const isRun = called.some(({ program }) => program === args[0]);
    const ends = outcomes.every(({ status }) => status === 0) && steps.length === 0;
    if (!isEndless && !isRun && !(ends && selector !== undefined)) continue;
    const own = ownOf(found, runs.get('start') ?? runs.get('add'));
    const said = own.find((one) => one.program !== 'exit' && !isTest(one));
    const place = endless[0] ?? said?.place ?? [...labels.values()].at(-1) ?? outcomes[0]?.place;
    return place === undefined ? [] : [fault('arguments-unchecked', place)];
  }
  const all = [...runs.values()];
  const checked = new Set(all.flatMap((one) => [...one.checked]));
  const unseen = only(
    all.flatMap(({ steps }) => steps),
    'add-address',
  ).find(
    ({ effect: { address } }) =>
      address.unknown !== undefined &&
      /^\$([1-9@*]$|OPTARG)/.test(address.text) &&
      !checked.has(address.text),
  );
  return unseen ? [fault('arguments-unchecked', unseen.place, unseen.effect.address.text)] : [];
}
