import { phrase } from '../base/words.ts';
import type { Feature } from '../targets/index.ts';
import type { Cluster, Director, NodeGroup } from './cluster.ts';
import { families, familyOf, isIpv6 } from './ip-address.ts';
import { keepalivedProblems } from './keepalived-rules.ts';
import { impossible, type KeyPath, type Problem, refuse, warn } from './problem.ts';
import { destinationProblems, serviceProblems } from './service-rules.ts';

/** What the settings of a cluster break between them, seen from its own key on. */
export function* clusterProblems(cluster: Cluster): Generator<Problem, void> {
  const { vips, director } = cluster;
  yield* nodeProblems([], cluster);
  if (cluster.mode === 'nat' && vips.includes(cluster.gateway)) {
    const message = `${cluster.gateway} is a VIP: the gateway is the director's own address on the real servers' network`;
    const hint = 'give an address that the director keeps when the VIPs move to another one';
    yield refuse(['gateway'], message, hint);
  }
  if (cluster.mode !== 'nat' && cluster.arp.ignore === 8 && !vips.every(isIpv6)) {
    const message =
      'arp.ignore 8 answers for none of the addresses that the host has: its neighbours, the director among them, only reach it by static entries';
    const hint = 'use 1, which answers for addresses of the interface that is asked';
    yield warn(['arp', 'ignore'], message, hint);
  }
  if (director === undefined) return;
  yield* nodeProblems(['director'], director);
  if (cluster.mode === 'tun' && director.interface === 'tunl0') {
    const message = 'tunl0 is where real servers hold the VIPs, and nobody asks for one there';
    yield refuse(['director', 'interface'], message, 'give the interface towards the clients');
  }
  yield* serviceProblems(cluster, director.services);
  yield* realServerProblems(cluster, director);
  yield* familyProblems(director);
  yield* capabilityProblems(director);
  yield* keepalivedProblems(cluster, director);
}

/** Rules about what starts the scripts of a role, and when. */
function* nodeProblems(at: KeyPath, group: NodeGroup): Generator<Problem, void> {
  const { nodes, chkconfig, initSystems = [] } = group;
  const other = nodes.length > 1 ? ', or give that target a cluster of its own' : '';
  for (const [index, system] of initSystems.entries()) {
    for (const { target } of nodes) {
      const message = impossible(system, target, system);
      const hint = `leave initSystems out, ${target.name} then has ${phrase(target.defaultInitSystems)}`;
      if (message) yield refuse([...at, 'initSystems', index], message, hint + other);
    }
  }
  // Init scripts of one priority run in the order of their names, and `lvs-…` sorts before `network`: to start after the
  // network the priority has to be higher, to stop before it the same is enough.
  for (const { target, initSystems } of nodes) {
    const network = initSystems.includes('sysv') ? target.networkScript : undefined;
    if (network !== undefined && chkconfig.start <= network.start) {
      const message = `start priority ${chkconfig.start} is before the network of ${target.name}, which applies sysctl.conf again and may undo what the script has set`;
      yield warn([...at, 'chkconfig', 'start'], message, `use a priority above ${network.start}`);
    }
    if (network !== undefined && chkconfig.stop > network.stop) {
      const message = `stop priority ${chkconfig.stop} is after the network of ${target.name} is down`;
      yield warn(
        [...at, 'chkconfig', 'stop'],
        message,
        `use a priority of at most ${network.stop}`,
      );
    }
  }
}

function* realServerProblems(cluster: Cluster, director: Director): Generator<Problem, void> {
  const { services, realServers } = director;
  // IPVS keeps the port of the packet for a persistent service of several ports (ip_vs_sched_persist in the kernel).
  const several = services.findIndex(
    (one) => one.persistence !== undefined && (one.kind === 'mark' || one.port === 0),
  );
  const ports = new Set(services.flatMap((one) => (one.kind === 'mark' ? one.ports : one.port)));
  const isSeveral = ports.size > 1 || [...ports].some((one) => typeof one === 'string');
  const seen = new Map<string, number>();
  for (const [index, { address, port, mode }] of realServers.entries()) {
    const at = ['director', 'realServers', index];
    yield* destinationProblems([...at, 'address'], address, cluster.vips);
    if (cluster.mode === 'nat' && address === cluster.gateway) {
      const message = `${address} is the gateway, which is the director: in mode nat it cannot be its own real server`;
      yield refuse([...at, 'address'], message, 'remove it, or use mode dr, in which it can be');
    }
    if (mode === 'tun' && isIpv6(address)) {
      const message = `${address} is an IPv6 address, and packets of mode tun travel inside IPIP, which carries IPv4 only`;
      yield refuse([...at, 'mode'], message, 'remove the key, or give an IPv4 address');
    }
    if (port !== undefined && several >= 0) {
      const message = `port ${port} has no effect for services[${several}]: of a persistent service of several ports IPVS delivers each packet to the port that it came for`;
      yield refuse([...at, 'port'], message, 'remove the port');
    } else if (port !== undefined && isSeveral) {
      const message = `port ${port} is where ${address} gets what came for any of several ports`;
      const hint = 'that is right for a server of them all; give others a cluster of their own';
      yield warn([...at, 'port'], message, hint);
    }
    // A real server is told by its address and, in VS/NAT, by the port that a service reaches it at.
    const reached = services.flatMap((one) => (one.kind === 'mark' ? [] : [port ?? one.port]));
    const keys = [port ?? 'same', ...reached].map((one) => `${address} ${one}`);
    const earlier = keys.map((key) => seen.get(key)).find((found) => found !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, index);
    if (earlier === undefined) continue;
    const message = `${address} is there twice${port === undefined ? '' : ', at the same port'}`;
    const first = ['director', 'realServers', earlier, 'address'];
    yield refuse([...at, 'address'], message, 'remove one of them', { first });
  }
}

/** An error for each family in which a service is offered and no real server is. */
function* familyProblems({ services, realServers }: Director): Generator<Problem, void> {
  for (const family of families) {
    const index = services.findIndex(({ vips }) => vips.some((vip) => familyOf(vip) === family));
    if (index < 0 || realServers.some(({ address }) => familyOf(address) === family)) continue;
    const message = `there is no ${family} address among the real servers, and services[${index}] is offered on an ${family} VIP: packets are forwarded within one family`;
    const hint = `add the ${family} addresses of the real servers, or name the other VIPs in the service's vips`;
    yield refuse(['director', 'realServers'], message, hint, { onKey: true });
  }
}

/** An error for each thing that the director is to do and one of its operating systems cannot. */
function* capabilityProblems(director: Director): Generator<Problem, void> {
  const other = director.nodes.length > 1 ? ', or give that target a cluster of its own' : '';
  for (const { target } of director.nodes) {
    const needs = (path: KeyPath, feature: Feature, hint: string, what: string = feature) => {
      const message = impossible(what, target, feature);
      return message === undefined ? [] : [refuse(['director', ...path], message, hint + other)];
    };
    for (const [index, { kind, scheduler, protocol, onePacket }] of director.services.entries()) {
      const at = ['services', index];
      const name = `scheduler ${scheduler}`;
      yield* needs([...at, 'scheduler'], scheduler, 'use another one, such as wlc', name);
      const hint = 'use mark: 1 and ports instead of port';
      // A mark is put on by iptables, and of the protocol ipvsadm then knows nothing.
      if (kind === 'port') {
        yield* needs([...at, 'protocol'], protocol, hint, `protocol ${protocol} by its port`);
      }
      if (onePacket) yield* needs([...at, 'onePacket'], 'onePacket', 'remove the key');
    }
    for (const key of ['conntrack', 'expireNodestConn', 'expireQuiescentTemplate'] as const) {
      if (director[key] !== undefined) yield* needs([key], key, 'remove the key');
    }
  }
}
