import type { Cluster, Director, VirtualService } from './cluster.ts';
import { families, familyOf, type Vip } from './ip-address.ts';
import { type Check, checkWith, type Keepalived, type Probe } from './keepalived.ts';
import { type KeyPath, type Problem, refuse } from './problem.ts';
import { destinationProblems } from './service-rules.ts';

/** Each way in which real servers are checked for a service: its own, and that of a real server which has another. */
export function checksOf(
  at: KeyPath,
  service: VirtualService,
  { realServers }: Director,
): readonly { readonly path: KeyPath; readonly check: Check }[] {
  const others = realServers.flatMap((one, index) => {
    const path = ['director', 'realServers', index, 'check'];
    return one.check === undefined ? [] : [{ path, check: checkWith(service.check, one.check) }];
  });
  return [{ path: [...at, 'check'], check: service.check }, ...others];
}

/** What a check of a service breaks. */
function* probeProblems(
  path: KeyPath,
  probe: Probe,
  service: VirtualService,
  vips: readonly Vip[],
): Generator<Problem, void> {
  const { kind, protocol } = service;
  const asksPort = ['tcp', 'http', 'https', 'dns', 'smtp'].includes(probe.kind);
  if ((kind === 'mark' || service.port === 0) && asksPort && probe.port === undefined) {
    const port = kind === 'mark' ? String(service.ports[0]).split('-')[0] : 80;
    const hint = `write which one: check: { tcp: ${port ?? ''} }, or port: ${port ?? ''} in http, https and dns`;
    yield refuse(path, 'the service has several ports, and a check asks one', hint);
  }
  if (asksPort && probe.kind !== 'dns' && probe.port === undefined && protocol !== 'tcp') {
    const message = `${probe.kind} asks by TCP, and this is a service of ${protocol.toUpperCase()}`;
    const hint =
      'write check: { dns: { name: example.com } }, a script, off, or a port that answers by TCP';
    yield refuse(path, message, hint);
  }
  const asked = probe.arguments?.find((word) => vips.includes(word));
  if (asked !== undefined) {
    const message = `the check asks ${asked}, a VIP: that is the director itself, whatever the real servers do`;
    yield refuse(path, message, 'let it ask the real server at its own address');
  }
}

/** What the checks, the sorry server and the quorum of a service break. */
export function* serviceHealthProblems(
  at: KeyPath,
  service: VirtualService,
  { vips, mode }: Cluster,
  director: Director,
): Generator<Problem, void> {
  const { kind, sorryServer, quorum = 0, hysteresis = 0 } = service;
  for (const { path, check } of checksOf(at, service, director)) {
    yield* probeProblems(path, check.probe, service, vips);
  }
  const ofService = families.filter((one) => service.vips.some((vip) => familyOf(vip) === one));
  if (kind === 'mark' && ofService.length > 1) {
    const message = 'the mark is for VIPs of both families, and a service of keepalived has one';
    yield refuse(at, message, 'write a service for each, with vips and a mark of its own');
  }
  const weights = ofService.map((family) =>
    director.realServers
      .filter(({ address }) => familyOf(address) === family)
      .reduce((sum, { weight }) => sum + weight, 0),
  );
  const least = Math.min(...weights);
  if (quorum + hysteresis > least) {
    const what = hysteresis === 0 ? 'quorum is' : 'quorum and hysteresis are';
    const message = `${what} ${quorum + hysteresis}, and all real servers together weigh ${least}: the service would never be up`;
    yield refuse([...at, 'quorum'], message, `use at most ${least}`);
  }
  if (hysteresis > 0 && hysteresis >= quorum) {
    const message = `hysteresis is ${hysteresis}, and quorum ${quorum}: the service would never be down`;
    yield refuse([...at, 'hysteresis'], message, 'use less than quorum, or remove the key');
  }
  if (sorryServer === undefined) return;
  yield* destinationProblems([...at, 'sorryServer', 'address'], sorryServer.address, vips);
  if (sorryServer.port !== undefined && mode !== 'nat') {
    const message = `in mode ${mode} a packet is delivered to the port that the client asked`;
    yield refuse([...at, 'sorryServer', 'port'], message, 'remove the key');
  }
}

/** What real servers break: those that are directors, too. */
export function* realServerProblems(
  cluster: Cluster,
  { realServers, nodes }: Director,
  { directors, sync }: Keepalived,
): Generator<Problem, void> {
  const old = nodes.find(({ target }) => !target.hasBackupOnly)?.target.name;
  for (const [index, { address, mode = cluster.mode }] of realServers.entries()) {
    const at = ['director', 'realServers', index, 'address'];
    if (!directors.some((one) => one.address === address)) continue;
    const again = `${address} is a director, and the one without the VIPs would balance again what the other sends it`;
    if (mode === 'nat') {
      const message = `${address} is a director: in mode nat its replies to itself would not pass through IPVS`;
      const hint = 'use mode dr, in which directors can serve as well';
      yield refuse(at, message, hint);
    } else if (old !== undefined) {
      const message = `${again}: ${old} has no backup_only, which prevents that`;
      yield refuse(at, message, 'use other real servers, or a later target');
    } else if (sync === false) {
      const message = `${again}: what prevents that needs the sync daemon`;
      yield refuse(at, message, 'add sync: true to keepalived');
    }
  }
}
