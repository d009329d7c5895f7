import type { Cluster, NodeGroup } from './cluster.ts';
import { directorProblems } from './director-rules.ts';
import { isIpv6 } from './ip-address.ts';
import { refuse, repeated, warn, type KeyPath, type Problem } from './problem.ts';
import { targetVersionFault } from './texts.ts';
import { phrase } from '../base/quote.ts';

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
function nodeProblems(at: KeyPath, group: NodeGroup): Problem[] {
  const { service, nodes, before } = group;
  const problems = [
    ...repeated([...at, 'targets'], group.targets),
    ...repeated([...at, 'initSystems'], group.initSystems ?? []),
    ...repeated([...at, 'before'], before),
    ...initSystemProblems(at, group),
    ...priorityProblems(at, group),
  ];
  const itself = before.indexOf(`${service}.service`);
  if (itself >= 0) {
    const message = `${service}.service is this cluster's own unit and cannot start before itself`;
    const hint = 'give the services that bind a VIP';
    problems.push(refuse([...at, 'before', itself], message, hint));
  }
  const get = nodes.length === 1 ? 'gets' : 'get';
  if (before.length > 0 && !nodes.some(({ initSystems }) => initSystems.includes('systemd'))) {
    const message = `before has no effect: ${namesOf(nodes)} ${get} no unit, and init scripts start in the order of their priorities`;
    const hint = 'set chkconfig.start lower than the start priority of those services';
    problems.push(warn([...at, 'before'], message, hint, { onKey: true }));
  }
  if (!nodes.some(({ initSystems }) => initSystems.includes('sysv'))) {
    const message = `chkconfig has no effect: ${namesOf(nodes)} ${get} no init script`;
    const isPossible = nodes.every(({ target }) => target.missingInitSystems.sysv === undefined);
    const hint = isPossible ? 'remove the key, or add sysv to initSystems' : 'remove the key';
    problems.push(warn([...at, 'chkconfig'], message, hint, { onKey: true }));
  }
  return problems;
}

function initSystemProblems(at: KeyPath, { nodes, initSystems = [] }: NodeGroup): Problem[] {
  return initSystems.flatMap((system, index) =>
    nodes.flatMap(({ target: { name, title, missingInitSystems, defaultInitSystems } }) => {
      const reason = missingInitSystems[system];
      if (reason === undefined) return [];
      const message = `${system} is not possible on the target ${name}: ${title} ${reason}`;
      const hint = `leave initSystems out, ${name} then has ${phrase(defaultInitSystems, 'and')}`;
      const other = nodes.length > 1 ? `, or give ${name} a cluster of its own` : '';
      return [refuse([...at, 'initSystems', index], message, hint + other)];
    }),
  );
}

/**
 * Init scripts of one priority run in the order of their names, and `lvs-…` sorts before `network`: to start after the
 * network the priority has to be higher, to stop before it the same is enough.
 */
function priorityProblems(
  at: KeyPath,
  { nodes, chkconfig: { start, stop } }: NodeGroup,
): Problem[] {
  const scripted = nodes.filter(({ initSystems }) => initSystems.includes('sysv'));
  return scripted.flatMap(({ target: { name, networkScript: network } }) => {
    if (network === undefined) return [];
    const problems: Problem[] = [];
    if (start <= network.start) {
      const message = `start priority ${start} is before the network of ${name}, which applies sysctl.conf again and may undo what the script has set`;
      const hint = `use a priority above ${network.start}`;
      problems.push(warn([...at, 'chkconfig', 'start'], message, hint));
    }
    if (stop > network.stop) {
      const message = `stop priority ${stop} is after the network of ${name} is down`;
      const hint = `use a priority of at most ${network.stop}`;
      problems.push(warn([...at, 'chkconfig', 'stop'], message, hint));
    }
    return problems;
  });
}

function namesOf(nodes: NodeGroup['nodes']): string {
  return phrase(
    nodes.map(({ target }) => target.name),
    'and',
  );
}

/** Rules about how real servers keep silent about the VIPs that they hold. */
function silenceProblems(cluster: Exclude<Cluster, { mode: 'nat' }>): Problem[] {
  const { mode, vips, arp, looseReversePath } = cluster;
  const problems = repeated(['looseReversePath'], looseReversePath);
  const tunnel = looseReversePath.indexOf('tunl0');
  if (mode === 'tun' && tunnel >= 0) {
    const message = 'tunl0 has a loose reverse-path filter in mode tun anyway';
    problems.push(refuse(['looseReversePath', tunnel], message, 'leave it out'));
  }
  if (vips.every(isIpv6)) {
    const all = 'every VIP is an IPv6 address';
    const noArp = `arp has no effect: ${all}, and neighbour discovery does not answer for lo`;
    problems.push(warn(['arp'], noArp, 'remove the key', { onKey: true }));
    if (looseReversePath.length > 0) {
      const message = `looseReversePath has no effect: ${all}, and rp_filter is for IPv4`;
      problems.push(warn(['looseReversePath'], message, 'remove the key', { onKey: true }));
    }
  } else if (arp.ignore === 8) {
    const message =
      'arp.ignore 8 answers for none of the addresses that the host has: its neighbours, the director among them, only reach it by static entries';
    const hint = 'use 1, which answers for addresses of the interface that is asked';
    problems.push(warn(['arp', 'ignore'], message, hint));
  }
  return problems;
}

function gatewayProblems({ gateway, vips }: Extract<Cluster, { mode: 'nat' }>): Problem[] {
  if (!vips.includes(gateway)) return [];
  const message = `${gateway} is a VIP: the gateway is the director's own address on the real servers' network`;
  const hint = 'give an address that the director keeps when the VIPs move to another one';
  return [refuse(['gateway'], message, hint)];
}

function packageProblems({ rpm, nodes, director }: Cluster): Problem[] {
  const all = [...nodes, ...(director?.nodes ?? [])].map(({ target }) => target);
  const versions = (['version', 'release'] as const).flatMap((key) =>
    [...new Set(all)].flatMap((target) => {
      const fault = targetVersionFault(key, rpm[key] ?? '', target);
      return fault ? [refuse(['rpm', key], ...fault)] : [];
    }),
  );
  const dates = rpm.changelog.flatMap(({ date }, index) => {
    const above = rpm.changelog[index - 1]?.date;
    if (above === undefined || above >= date) return [];
    const message = `the entry of ${date} stands below that of ${above}, and rpm takes a changelog with the newest first only`;
    return [refuse(['rpm', 'changelog', index, 'date'], message, 'put the newest entry first')];
  });
  const [newest] = rpm.changelog;
  const release = `${rpm.version ?? ''}-${rpm.release}`;
  if (newest === undefined || rpm.version === undefined || newest.version === release) {
    return [...versions, ...dates];
  }
  const message = `the newest entry of the changelog is about ${newest.version}, and the packages are ${release}`;
  const hint = 'add an entry for this release, or correct the one or the other';
  return [...versions, ...dates, warn(['rpm', 'changelog', 0, 'version'], message, hint)];
}
