import { knowsKeyword, unknownKeyword } from '../targets/keepalived-versions.ts';
import type { Cluster, Director, VirtualService } from './cluster.ts';
import { families, familyOf, isIpv6 } from './ip-address.ts';
import { type KeyPath, type Problem, refuse } from './problem.ts';

/** What the check, the sorry server and the quorum of a service break; nothing without keepalived. */
export function* serviceHealthProblems(
  at: KeyPath,
  service: VirtualService,
  { vips, mode }: Cluster,
  { realServers }: Director,
): Generator<Problem, void> {
  const { kind, protocol, health } = service;
  if (health === undefined) return;
  const { check, sorryServer, quorum = 0 } = health;
  const { probe } = check;
  const asksPort = ['tcp', 'http', 'https', 'dns', 'smtp'].includes(probe.kind);
  if ((kind === 'mark' || service.port === 0) && asksPort && probe.port === undefined) {
    const port = kind === 'mark' ? String(service.ports[0]).split('-')[0] : 80;
    const hint = `write which one: check: { tcp: ${port ?? ''} }, or port: ${port ?? ''} in http, https and dns`;
    yield refuse([...at, 'check'], 'the service has several ports, and a check asks one', hint);
  }
  if (asksPort && probe.kind !== 'dns' && protocol !== 'tcp') {
    const message = `${probe.kind} asks by TCP, and this is a service of ${protocol.toUpperCase()}`;
    const hint = 'write check: { dns: { name: example.com } }, a script, or off';
    yield refuse([...at, 'check'], message, hint);
  }
  const asked = probe.arguments?.find((word) => vips.includes(word));
  if (asked !== undefined) {
    const message = `the check asks ${asked}, a VIP: that is the director itself, whatever the real servers do`;
    yield refuse([...at, 'check'], message, 'let it ask the real server at its own address');
  }
  const ofService = families.filter((one) => service.vips.some((vip) => familyOf(vip) === one));
  if (kind === 'mark' && ofService.length > 1) {
    const message = 'the mark is for VIPs of both families, and a service of keepalived has one';
    yield refuse(at, message, 'write a service for each, with vips and a mark of its own');
  }
  const weights = ofService.map((family) =>
    realServers
      .filter(({ address }) => familyOf(address) === family)
      .reduce((sum, { weight }) => sum + weight, 0),
  );
  const least = Math.min(...weights);
  if (quorum > least) {
    const message = `quorum is ${quorum}, and all real servers together weigh ${least}: the service would never be up`;
    yield refuse([...at, 'quorum'], message, `use at most ${least}`);
  }
  if (sorryServer === undefined) return;
  const { address, port } = sorryServer;
  if (vips.includes(address)) {
    const message = `${address} is a VIP: the director would forward to itself, over and over`;
    yield refuse([...at, 'sorryServer', 'address'], message, 'give the own address of a server');
  }
  if (!vips.some((vip) => familyOf(vip) === familyOf(address))) {
    const message = `${address} is an ${familyOf(address)} address, and no VIP is one`;
    const hint = 'give an address of the family of the VIPs';
    yield refuse([...at, 'sorryServer', 'address'], message, hint);
  }
  if (port !== undefined && mode !== 'nat') {
    const message = `in mode ${mode} a packet is delivered to the port that the client asked`;
    yield refuse([...at, 'sorryServer', 'port'], message, 'remove the key');
  }
}

/** What the keepalived of a target does not know, or does wrong, of a service. */
export function* serviceVersionProblems(
  at: KeyPath,
  { health, persistence, vips, kind, onePacket }: VirtualService,
  target: string,
): Generator<Problem, void> {
  const probe = health?.check.probe.kind;
  if (probe === 'dns' && !knowsKeyword(target, 'real_server', 'DNS_CHECK')) {
    const message = unknownKeyword(target, 'DNS_CHECK');
    yield refuse([...at, 'check'], message, 'use a script, or off');
  }
  if (probe === 'smtp' && !knowsKeyword(target, 'real_server', 'SMTP_CHECK')) {
    const message = `SMTP_CHECK makes keepalived 1.2.13 of ${target} crash`;
    yield refuse([...at, 'check'], message, 'use tcp');
  }
  if (onePacket === true && !knowsKeyword(target, 'virtual_server', 'ops')) {
    yield refuse([...at, 'onePacket'], unknownKeyword(target, 'ops'), 'remove the key');
  }
  if (
    kind === 'mark' &&
    vips.some(isIpv6) &&
    !knowsKeyword(target, 'virtual_server', 'ip_family')
  ) {
    const message = `${unknownKeyword(target, 'ip_family')}, so that a mark is one of IPv4`;
    yield refuse(at, message, 'offer IPv6 by ports');
  }
  if (target === 'el7' && (persistence?.ipv4Prefix ?? 32) < 32) {
    const message = 'keepalived 1.3.5 of el7 refuses a netmask of persistence';
    yield refuse([...at, 'persistenceNetmask'], message, 'remove the key');
  }
}
