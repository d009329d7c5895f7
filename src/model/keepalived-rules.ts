import { knowsKeyword, unknownKeyword } from '../targets/keepalived-versions.ts';
import type { Cluster, Director } from './cluster.ts';
import { familyOf, isIpv6 } from './ip-address.ts';
import { advertisedVip, type Keepalived } from './keepalived.ts';
import { serviceVersionProblems, serviceHealthProblems } from './keepalived-service-rules.ts';
import { type Problem, refuse } from './problem.ts';

/** What the settings of keepalived break, seen from the key of its cluster on; nothing where there is none. */
export function* keepalivedProblems(
  cluster: Cluster,
  director: Director,
): Generator<Problem, void> {
  const { keepalived, services, nodes } = director;
  if (keepalived === undefined) return;
  yield* directorsProblems(cluster, director, keepalived);
  yield* realServerProblems(cluster, director, keepalived);
  for (const [index, service] of services.entries()) {
    yield* serviceHealthProblems(['director', 'services', index], service, cluster, director);
  }
  for (const { target } of nodes) yield* versionProblems(target.name, director, keepalived);
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
      yield refuse([...at, name, 'address'], `${address} is there twice`, 'give each its own', {
        first,
      });
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
}

function* realServerProblems(
  cluster: Cluster,
  { realServers, nodes }: Director,
  { directors, sync }: Keepalived,
): Generator<Problem, void> {
  const names = nodes.map(({ target }) => target.name);
  const old = nodes.find(({ target }) => !target.hasBackupOnly)?.target.name;
  const without = names.find((name) => !knowsKeyword(name, 'real_server', 'lvs_method'));
  for (const [index, { address, weight, mode = cluster.mode }] of realServers.entries()) {
    const at = ['director', 'realServers', index];
    const isLocal = directors.some((one) => one.address === address);
    const again = `${address} is a director, and the one without the VIPs would balance again what the other sends it`;
    if (isLocal && mode === 'nat') {
      const message = `${address} is a director: in mode nat its replies to itself would not pass through IPVS`;
      yield refuse(
        [...at, 'address'],
        message,
        'use mode dr, in which directors can serve as well',
      );
    } else if (isLocal && old !== undefined) {
      const message = `${again}: ${old} has no backup_only, which prevents that`;
      yield refuse([...at, 'address'], message, 'use other real servers, or a later target');
    } else if (isLocal && sync === false) {
      const message = `${again}: what prevents that needs the sync daemon`;
      yield refuse([...at, 'address'], message, 'add sync: true to keepalived');
    }
    if (weight === 0 && names.includes('el8')) {
      const message = 'keepalived 2.1.5 of el8 takes the weight 0 for 1';
      yield refuse([...at, 'weight'], message, 'remove the real server instead');
    }
    if (mode !== cluster.mode && without !== undefined) {
      const hint = 'give these real servers a cluster of their own';
      yield refuse([...at, 'mode'], unknownKeyword(without, 'lvs_method'), hint);
    }
  }
}

/** What the keepalived of a target does not know, or does wrong. */
function* versionProblems(
  target: string,
  { services }: Director,
  { directors, scriptUser }: Keepalived,
): Generator<Problem, void> {
  const [preferred] = directors;
  for (const [index, service] of services.entries()) {
    yield* serviceVersionProblems(['director', 'services', index], service, target);
  }
  if (target === 'el6' && preferred !== undefined && isIpv6(preferred.address)) {
    const message = 'keepalived 1.2.13 of el6 stops VRRP altogether where it is about IPv6';
    const hint = 'give IPv4 addresses of the directors, and an IPv4 VIP beside the others';
    const path = ['director', 'keepalived', 'directors', preferred.name, 'address'];
    yield refuse(path, message, hint);
  }
  if (scriptUser !== undefined && !knowsKeyword(target, 'global_defs', 'script_user')) {
    const message = unknownKeyword(target, 'script_user');
    const hint = 'remove the key: scripts run as root there';
    yield refuse(['director', 'keepalived', 'scriptUser'], message, hint);
  }
}
