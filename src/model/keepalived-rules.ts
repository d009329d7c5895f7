import { knowsKeyword, unknownKeyword } from '../targets/keepalived-versions.ts';
import type { Cluster, Director } from './cluster.ts';
import { familyOf, isIpv6 } from './ip-address.ts';
import { advertisedVip, type Keepalived } from './keepalived.ts';
import { checksOf, realServerProblems, serviceHealthProblems } from './keepalived-service-rules.ts';
import { type KeyPath, type Problem, refuse } from './problem.ts';

/** What the settings of keepalived break, seen from the key of its cluster on; nothing where there is none. */
export function* keepalivedProblems(
  cluster: Cluster,
  director: Director,
): Generator<Problem, void> {
  const { keepalived, services, nodes } = director;
  if (keepalived === undefined) return;
  yield* directorsProblems(cluster, director, keepalived);
  yield* weightProblems(keepalived);
  yield* realServerProblems(cluster, director, keepalived);
  for (const [index, service] of services.entries()) {
    yield* serviceHealthProblems(['director', 'services', index], service, cluster, director);
  }
  for (const { target } of nodes)
    yield* versionProblems(target.name, cluster, director, keepalived);
}

function* directorsProblems(
  cluster: Cluster,
  { externalVips }: Director,
  keepalived: Keepalived,
): Generator<Problem, void> {
  const own = ['director', 'keepalived'];
  const at = [...own, 'directors'];
  const { directors, vrrp } = keepalived;
  if (externalVips) {
    const message = 'external leaves the VIPs to another tool, and keepalived moves them itself';
    yield refuse(['director', 'vips'], message, 'remove the key');
  }
  if (directors.length < 2) {
    const hint = 'name two or more, such as lb2: { address: 192.0.2.2 }';
    yield refuse(at, 'one director alone has nobody to take over from it', hint);
  }
  const [preferred] = directors;
  if (preferred === undefined) return;
  const family = familyOf(preferred.address);
  for (const [index, { name, address, priority }] of directors.entries()) {
    const earlier = directors.slice(0, index);
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
      const hint = 'use at most 63 lower-case letters, digits and hyphens, a letter first';
      yield refuse([...at, name], 'the name of a director is that of a folder', hint);
    }
    const same = earlier.find((one) => one.address === address);
    if (same !== undefined) {
      const first = [...at, same.name, 'address'];
      const message = `${address} is there twice`;
      yield refuse([...at, name, 'address'], message, 'give each its own', { first });
    }
    const equal = earlier.find((one) => one.priority === priority);
    if (priority === 0) {
      const message = 'only the first three have a priority of their own';
      yield refuse([...at, name], message, 'add priority: 40');
    } else if (equal !== undefined) {
      const message = `${name} has the priority ${priority}, as ${equal.name} has: the one with the higher address would win`;
      const first = [...at, equal.name];
      yield refuse([...at, name], message, 'give each another priority', { first });
    }
    if (cluster.vips.includes(address) || (cluster.mode === 'nat' && cluster.gateway === address)) {
      const message = `${address} moves between the directors`;
      yield refuse([...at, name, 'address'], message, "give the director's own address");
    }
    if (familyOf(address) !== family) {
      const message = `${address} is an ${familyOf(address)} address, and ${preferred.name} has one of ${family}: VRRP speaks one of both`;
      const hint = 'give all of them addresses of one family; VIPs of the other go along';
      yield refuse([...at, name, 'address'], message, hint);
    }
  }
  if (advertisedVip(keepalived, cluster.vips) === undefined) {
    const message = `${preferred.address} is an ${family} address, and the cluster has no ${family} VIP that VRRP could be about`;
    const hint = `give ${family === 'IPv4' ? 'IPv6' : 'IPv4'} addresses of the directors, or add an ${family} VIP`;
    yield refuse([...at, preferred.name, 'address'], message, hint);
  }
  if (family === 'IPv6' && vrrp === 'multicast') {
    const message = 'multicast of VRRP for IPv6 wants a link-local VIP before all others';
    yield refuse([...own, 'vrrp'], message, 'remove the key: unicast needs none');
  }
  if (family === 'IPv6' && keepalived.password !== undefined) {
    const message = 'VRRP for IPv6 is of version 3, which has no passwords';
    yield refuse([...own, 'password'], message, 'remove the key');
  }
}

/** What makes a weight of the tracked script without effect. */
function* weightProblems({ directors, track, preempt }: Keepalived): Generator<Problem, void> {
  if (track === undefined || track.weight === 0) return;
  const at = ['director', 'keepalived', 'track', 'weight'];
  const [first, second] = directors.toSorted((one, other) => other.priority - one.priority);
  const lead = (first?.priority ?? 0) - (second?.priority ?? 0);
  if (preempt !== false && Math.abs(track.weight) > lead) return;
  const why =
    preempt === false
      ? 'with preempt: false no other director takes them'
      : `it is ${lead} above ${second?.name ?? ''}`;
  const message = `${first?.name ?? ''} keeps the VIPs with the weight ${track.weight}, too: ${why}`;
  yield refuse(at, message, 'remove the key: then it gives them up when the script fails');
}

/** The place of a key, whether it is used, the block and the keyword that it needs, a hint, and a message of its own. */
type Need = readonly [KeyPath, boolean, string, string, string, string?];

/** What the keepalived of a target does not know, or does wrong. */
function* versionProblems(
  target: string,
  cluster: Cluster,
  director: Director,
  { directors, scriptUser, track, flush }: Keepalived,
): Generator<Problem, void> {
  const own = ['director', 'keepalived'];
  const [preferred] = directors;
  if (target === 'el6' && preferred !== undefined && isIpv6(preferred.address)) {
    const message = 'keepalived 1.2.13 of el6 stops VRRP altogether where it is about IPv6';
    const hint = 'give IPv4 addresses of the directors, and an IPv4 VIP beside the others';
    yield refuse([...own, 'directors', preferred.name, 'address'], message, hint);
  }
  const asRoot = 'remove the key: scripts run as root there';
  const needs: Need[] = [
    [[...own, 'scriptUser'], scriptUser !== undefined, 'global_defs', 'script_user', asRoot],
    [[...own, 'track', 'user'], track?.user !== undefined, 'vrrp_script', 'user', asRoot],
    [[...own, 'flush'], flush, 'global_defs', 'lvs_flush', 'remove the key'],
  ];
  for (const [index, { mode = cluster.mode, weight }] of director.realServers.entries()) {
    const at = ['director', 'realServers', index];
    const apart = 'give these real servers a cluster of their own';
    needs.push([[...at, 'mode'], mode !== cluster.mode, 'real_server', 'lvs_method', apart]);
    if (target === 'el8' && weight === 0) {
      const message = 'keepalived 2.1.5 of el8 takes the weight 0 for 1';
      yield refuse([...at, 'weight'], message, 'remove the real server instead');
    }
  }
  for (const [index, service] of director.services.entries()) {
    const at = ['director', 'services', index];
    const { kind, vips, onePacket = false, persistenceNetmask = 32 } = service;
    const isIpv6Mark = kind === 'mark' && vips.some(isIpv6);
    needs.push(
      [[...at, 'onePacket'], onePacket, 'virtual_server', 'ops', 'remove the key'],
      [at, isIpv6Mark, 'virtual_server', 'ip_family', 'offer IPv6 by ports, not by a mark'],
    );
    const usual = service.check;
    for (const { path, check } of checksOf(at, service, director)) {
      const { probe } = check;
      const isOtherHost = probe.kind.startsWith('http') && probe.host !== usual.probe.host;
      const isOtherTime = check.interval !== usual.interval;
      const one = `keepalived of ${target} asks all real servers of a service for one host name`;
      const crash = `SMTP_CHECK makes keepalived 1.2.13 of ${target} crash`;
      needs.push(
        [path, probe.kind === 'dns', 'real_server', 'DNS_CHECK', 'use a script, or off'],
        [path, probe.kind === 'smtp', 'real_server', 'SMTP_CHECK', 'use tcp', crash],
        [path, isOtherHost, 'url', 'virtualhost', 'give the same host in the service', one],
        [path, isOtherTime, 'TCP_CHECK', 'delay_loop', 'say in the service how often'],
      );
    }
    if (target === 'el7' && persistenceNetmask < 32) {
      const message = 'keepalived 1.3.5 of el7 refuses a netmask of persistence';
      yield refuse([...at, 'persistenceNetmask'], message, 'remove the key');
    }
  }
  for (const [path, isUsed, block, keyword, hint, message] of needs) {
    if (!isUsed || knowsKeyword(target, block, keyword)) continue;
    yield refuse(path, message ?? unknownKeyword(target, keyword), hint);
  }
}
