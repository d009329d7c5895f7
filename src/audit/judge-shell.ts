// Faults of a script as such: what it calls, how it ends, what it says of itself, and how it is called.
import { byPlace, type Called, type Finding, finding, type Found, only, vipsOf } from './effect.ts';
import type { UnderstoodShell } from './shell.ts';

/** The faults of a script that its steps do not show. */
export function judgeShell(script: UnderstoodShell): readonly Finding[] {
  const { runs, kind } = script;
  const all = [...runs.values()];
  const { steps = [] } = runs.get('start') ?? {};
  const [vip] = vipsOf(steps);
  const isForGood = kind === 'commands' && only(steps, 'delete-address').length === 0;
  const set = new Set(all.flatMap(({ assigned }) => [...assigned]));
  return [
    ...judgeCalls(all.flatMap(({ called }) => called)),
    ...toldBy(all, 'bad-assignment'),
    // What nothing sets in any run.
    ...toldBy(all, 'undefined-variable').filter(({ it = '' }) => !set.has(it)),
    ...(kind === 'init-script' ? judgeManners(script) : []),
    ...judgeEnd(script),
    ...judgeArguments(script),
    // What cannot be followed matters where nothing else is found.
    ...(vip
      ? finding(isForGood && vip.place, 'no-stop', 'nothing here takes the VIP off again')
      : toldBy([runs.get('start')], 'cannot-tell')),
  ];
}

/** What runs came upon of one kind. */
const toldBy = (runs: readonly (Found | undefined)[], key: Finding['key']): readonly Finding[] =>
  runs.flatMap((run) => run?.findings.filter((one) => one.key === key) ?? []);

/** What is called that should not be. */
export function judgeCalls(called: readonly Called[]): readonly Finding[] {
  const sorted = called.toSorted(byPlace);
  const old = sorted.find(({ program }) => /^(ifconfig|route|netstat|arp)$/.test(program));
  const executed = sorted.find(({ words }) =>
    /^((\S*\/)?(ba|da)?sh )?\S*init\.d\/functions( |$)/.test(words.join(' ')),
  );
  return [
    ...finding(old?.place, 'ifconfig-used', old?.program),
    ...finding(executed?.place, 'functions-executed'),
  ];
}

/** What is expected of an init script. */
function judgeManners(script: UnderstoodShell): readonly Finding[] {
  const { runs, labels, name, file } = script;
  const [start, status, restart] = ['start', 'status', 'restart'].map((action) => runs.get(action));
  const label = labels.get('start');
  if (start === undefined || label === undefined) return [];
  const locks = only(start.steps, 'touch').flatMap(
    ({ effect }) => /^\/var\/lock\/subsys\/(.+)$/.exec(effect.path.text)?.[1] ?? [],
  );
  // Which name is the script's own, only its place tells.
  const own = /\/init\.d\/([^/]+)$/.exec(name ?? file)?.[1];
  const isOwn = locks.some((lock) => own === undefined || lock === own || lock.includes('$'));
  const does = ({ steps }: Found): boolean =>
    steps.some(({ effect }) => /^(add-address|ipvsadm|set)$/.test(effect.does));
  const isIdle = restart !== undefined && does(start) && !does(restart);
  return [
    ...finding(!isOwn && label, 'no-subsys-lock'),
    ...finding(restart ? isIdle && labels.get('restart') : label, 'no-restart'),
    ...(status ? judgeStatus(script, start, status) : finding(label, 'no-status')),
  ];
}

/** What is called in one run and not in another. */
function ownOf(found: Found, other: Found | undefined): readonly Called[] {
  const others = new Set(other?.called.map(({ place }) => `${place.line} ${place.column}`));
  return found.called.filter(({ place }) => !others.has(`${place.line} ${place.column}`));
}

const isTest = ({ program }: Called): boolean => /^(\[|\[\[|test)$/.test(program);

/** Asks for the status twice: with the VIPs up, and without. */
function judgeStatus(script: UnderstoodShell, start: Found, asked: Found): readonly Finding[] {
  const { run, labels } = script;
  // A guard at the top, where start may end as well, is none of its answers.
  const guards = new Set(start.outcomes.map((one) => one.place.line));
  const answers = (up: readonly string[]) =>
    run('status', { up })
      .outcomes.filter((one, at, all) => at === all.length - 1 || !guards.has(one.place.line))
      .map(({ succeeded }) => succeeded);
  const lines = start.steps.flatMap(({ effect }) => {
    if (effect.does === 'ipvsadm') return [effect.words.map(({ text }) => text).join(' ')];
    if (effect.does !== 'add-address') return [];
    const { address, label = '', device } = effect;
    return [`    inet ${address.text}/32 scope global ${label} ${device}`];
  });
  const isBlind =
    answers([]).every((answer) => answer === true) ||
    answers(lines).every((answer) => answer === false);
  const place = ownOf(asked, start).find(isTest)?.place ?? labels.get('status');
  return finding((isBlind || !asked.askedKernel) && place, 'status-wrong');
}

/** Lets the VIP fail to go up, and looks at the exit status. */
function judgeEnd({ runs, run, selector, kind }: UnderstoodShell): readonly Finding[] {
  // Nobody waits for the status of a hook.
  if (selector !== undefined && !/^\$\d$/.test(selector)) return [];
  return [...runs].flatMap(([action, { steps }]) => {
    if (/^(stop|status|down|(re|try-?re|cond)(start|load).*)$/.test(action)) return [];
    const fails = only(steps, 'add-address').length > 0 ? 'add-address' : 'ipvsadm';
    const { outcomes, called } = run(action, { fails, up: [] });
    const after = outcomes.filter(({ failed }) => failed);
    const last = after.at(-1);
    // Of commands without an exit nobody expects a status.
    const isExpected = kind !== 'commands' || called.at(-1)?.program === 'exit';
    const isLie = isExpected && after.every(({ succeeded }) => succeeded);
    return finding(isLie && last?.place, 'exit-0-always');
  });
}

/** Calls the script with an unknown action and with none, and looks for addresses that nobody has checked. */
function judgeArguments(script: UnderstoodShell): readonly Finding[] {
  const { runs, run, selector = '', kind, labels } = script;
  const isCalled = /^\$\d$/.test(selector) || kind === 'tool';
  for (const args of isCalled ? [['no-such-action'], []] : []) {
    const found = run(undefined, { args });
    const [endless] = args.length > 0 ? toldBy([found], 'arguments-unchecked') : [];
    const isSilent = found.outcomes.every(({ succeeded }) => succeeded) && found.steps.length === 0;
    if (endless === undefined && !(isSilent && selector !== '')) continue;
    const own = ownOf(found, runs.get('start') ?? runs.get('add'));
    const said = own.find((one) => one.program !== 'exit' && !isTest(one));
    const place = endless?.place ?? said?.place ?? [...labels.values()][0];
    return finding(place, 'arguments-unchecked');
  }
  const all = [...runs.values()];
  const checked = new Set(all.flatMap((one) => [...one.checked]));
  const unseen = all
    .flatMap(({ steps }) => only(steps, 'add-address'))
    .find(({ effect: { address } }) => {
      const isArgument = address.unknown !== undefined && /^\$([1-9@*]$|OPTARG)/.test(address.text);
      return isArgument && !checked.has(address.text);
    });
  return finding(unseen?.place, 'arguments-unchecked', unseen?.effect.address.text);
}
