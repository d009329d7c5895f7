import type { Cluster, NodeGroup } from './cluster.ts';
import { directorProblems } from './director-rules.ts';
import { isIpv6 } from './ip-address.ts';
import { impossible, refuse, repeated, warn, type KeyPath, type Problem } from './problem.ts';
import { targetVersionFault } from './schema-rpm.ts';
import { phrase } from '../base/words.ts';

/** What the settings of a cluster break between them, seen from its own key on. */
export function clusterProblems(cluster: Cluster): Problem[] {
  const { director } = cluster;
  return [
    ...repeated(['vips'], cluster.vips),
    ...nodeProblems([], cluster),
    ...(cluster.mode === 'nat' ? gatewayProblems(cluster) : silenceProblems(cluster)),
    ...packageProblems(cluster),
    ...(director ? nodeProblems(['director'], director) : []),
    ...(director ? directorProblems(cluster, director) : []),
  ];
}

/** Rules about what starts the scripts of a role, and when. */
function* nodeProblems(at: KeyPath, group: NodeGroup): Generator<Problem, void> {
  const { nodes, before, targets, initSystems = [] } = group;
  yield* repeated([...at, 'targets'], targets);
  yield* repeated([...at, 'initSystems'], initSystems);
  yield* repeated([...at, 'before'], before);
  const other = nodes.length > 1 ? ', or give that target a cluster of its own' : '';
  for (const [index, system] of initSystems.entries()) {
    for (const target of targetsOf(group)) {
      const message = impossible(system, target, system);
      const hint = `leave initSystems out, ${target.name} then has ${phrase(target.defaultInitSystems)}`;
      if (message) yield refuse([...at, 'initSystems', index], message, hint + other);
    }
  }
  const names = targetsOf(group).map(({ name }) => name);
  if (before.length > 0 && !nodes.some((node) => node.initSystems.includes('systemd'))) {
    const hint = 'set chkconfig.start lower than the start priority of those services';
    const message = `before has no effect: no unit is rendered for ${phrase(names)}`;
    yield warn([...at, 'before'], message, hint, { onKey: true });
  }
  const scripted = nodes.filter((node) => node.initSystems.includes('sysv'));
  yield* priorityProblems([...at, 'chkconfig'], { ...group, nodes: scripted });
}

/**
 * Init scripts of one priority run in the order of their names, and `lvs-…` sorts before `network`: to start after the
 * network the priority has to be higher, to stop before it the same is enough.
 */
function* priorityProblems(at: KeyPath, group: NodeGroup): Generator<Problem, void> {
  const { start, stop } = group.chkconfig;
  for (const { name, networkScript: network } of targetsOf(group)) {
    if (network !== undefined && start <= network.start) {
      const message = `start priority ${start} is before the network of ${name}, which applies sysctl.conf again and may undo what the script has set`;
      yield warn([...at, 'start'], message, `use a priority above ${network.start}`);
    }
    if (network !== undefined && stop > network.stop) {
      const message = `stop priority ${stop} is after the network of ${name} is down`;
      yield warn([...at, 'stop'], message, `use a priority of at most ${network.stop}`);
    }
  }
}

function targetsOf({ nodes }: Pick<NodeGroup, 'nodes'>) {
  return nodes.map(({ target }) => target);
}

/** Rules about how real servers keep silent about the VIPs that they hold. */
function* silenceProblems(cluster: Exclude<Cluster, { mode: 'nat' }>): Generator<Problem, void> {
  const { mode, vips, arp, looseReversePath } = cluster;
  yield* repeated(['looseReversePath'], looseReversePath);
  const tunnel = looseReversePath.indexOf('tunl0');
  if (mode === 'tun' && tunnel >= 0) {
    const message = 'tunl0 has a loose reverse-path filter in mode tun anyway';
    yield refuse(['looseReversePath', tunnel], message, 'leave it out');
  }
  if (arp.ignore !== 8 || vips.every(isIpv6)) return;
  const message =
    'arp.ignore 8 answers for none of the addresses that the host has: its neighbours, the director among them, only reach it by static entries';
  const hint = 'use 1, which answers for addresses of the interface that is asked';
  yield warn(['arp', 'ignore'], message, hint);
}

function gatewayProblems({ gateway, vips }: Extract<Cluster, { mode: 'nat' }>): Problem[] {
  if (!vips.includes(gateway)) return [];
  const message = `${gateway} is a VIP: the gateway is the director's own address on the real servers' network`;
  const hint = 'give an address that the director keeps when the VIPs move to another one';
  return [refuse(['gateway'], message, hint)];
}

function* packageProblems(cluster: Cluster): Generator<Problem, void> {
  const { rpm, nodes, director } = cluster;
  for (const target of new Set(targetsOf({ nodes: [...nodes, ...(director?.nodes ?? [])] }))) {
    for (const key of ['version', 'release'] as const) {
      const fault = targetVersionFault(key, rpm[key] ?? '', target);
      if (fault !== undefined) yield refuse(['rpm', key], ...fault);
    }
  }
  const { version, release, changelog } = rpm;
  for (const [index, { date }] of changelog.entries()) {
    const above = changelog[index - 1]?.date ?? date;
    if (above >= date) continue;
    const message = `the entry of ${date} stands below that of ${above}, and rpm takes a changelog with the newest first only`;
    yield refuse(['rpm', 'changelog', index, 'date'], message, 'put the newest entry first');
  }
  const newest = changelog[0]?.version;
  if (newest === undefined || version === undefined || newest === `${version}-${release}`) return;
  const message = `the newest entry of the changelog is about ${newest}, and the packages are ${version}-${release}`;
  const hint = 'add an entry for this release, or correct the one or the other';
  yield warn(['rpm', 'changelog', 0, 'version'], message, hint);
}
