import type { Chkconfig } from './chkconfig.ts';
import type { ClusterNode } from './cluster.ts';
import { problemAt, problemAtKey, type Problem } from './problem.ts';
import { phrase } from '../base/quote.ts';
import type { UnitName } from './unit-name.ts';

interface Ordering {
  /** Without `.service`. */
  readonly service: string;
  readonly nodes: readonly ClusterNode[];
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
}

/** Rules about when the scripts run, and warnings about settings that come to nothing. */
export function orderingProblems(settings: Ordering, written: ReadonlySet<string>): Problem[] {
  return [
    ...beforeItself(settings),
    ...withoutEffect(settings, written),
    ...outsideTheNetwork(settings),
  ];
}

function beforeItself({ service, before }: Ordering): Problem[] {
  const own = `${service}.service`;
  const index = before.findIndex((unit) => unit === own);
  if (index < 0) return [];
  const message = `${own} is this cluster's own unit and cannot start before itself`;
  return [problemAt('error', ['before', index], message, 'give the services that bind a VIP')];
}

function withoutEffect({ nodes, before }: Ordering, written: ReadonlySet<string>): Problem[] {
  const rendered = new Set(nodes.flatMap((node) => node.initSystems));
  const get = nodes.length === 1 ? 'gets' : 'get';
  const problems: Problem[] = [];
  if (before.length > 0 && !rendered.has('systemd')) {
    const message = `before has no effect: ${targetNames(nodes)} ${get} no unit here, and init scripts start in the order of their chkconfig priorities`;
    const hint = 'set chkconfig.start lower than the start priority of those services';
    problems.push(problemAtKey('warning', ['before'], message, hint));
  }
  if (written.has('chkconfig') && !rendered.has('sysv')) {
    const message = `chkconfig has no effect: ${targetNames(nodes)} ${get} no init script here`;
    const isPossible = nodes.every(({ target }) => target.missingInitSystems.sysv === undefined);
    const hint = isPossible ? 'remove the key, or add sysv to initSystems' : 'remove the key';
    problems.push(problemAtKey('warning', ['chkconfig'], message, hint));
  }
  return problems;
}

/**
 * Init scripts of one priority run in the order of their names, and `lvs-…` sorts before `network`: to start after the
 * network the priority has to be higher, to stop before it the same is enough.
 */
function outsideTheNetwork(settings: Ordering): Problem[] {
  const { start, stop } = settings.chkconfig;
  const scripted = settings.nodes.filter(({ initSystems }) => initSystems.includes('sysv'));
  const early = scripted.filter(({ target }) => start <= (target.networkScript?.start ?? -1));
  const late = scripted.filter(({ target }) => stop > (target.networkScript?.stop ?? Infinity));
  const problems: Problem[] = [];
  if (early.length > 0) {
    const message = `start priority ${start} is before the network of ${targetNames(early)}, which applies sysctl.conf again and may undo what the script has set`;
    const bound = Math.max(...early.map(({ target }) => target.networkScript?.start ?? 0));
    const hint = `use a priority above ${bound}`;
    problems.push(problemAt('warning', ['chkconfig', 'start'], message, hint));
  }
  if (late.length > 0) {
    const message = `stop priority ${stop} is after the network of ${targetNames(late)} is down`;
    const bound = Math.min(...late.map(({ target }) => target.networkScript?.stop ?? 99));
    const hint = `use a priority of at most ${bound}`;
    problems.push(problemAt('warning', ['chkconfig', 'stop'], message, hint));
  }
  return problems;
}

function targetNames(nodes: readonly ClusterNode[]): string {
  return phrase(
    nodes.map((node) => node.target.name),
    'and',
  );
}
