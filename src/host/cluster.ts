import type { Diagnostic } from '../base/diagnostic.ts';
import type { Cluster, Director } from '../model/cluster.ts';
import { ipvsLines } from '../roles/director.ts';
import { realServerLogic } from '../roles/real-server.ts';
import { fault } from './faults.ts';
import type { Host } from './look.ts';

/**
 * What of a cluster is not so on a host. A director is told by its address or by its services in IPVS, a real server by
 * its address; where nothing tells, the host is a real server.
 */
export function* clusterFaults(host: Host, cluster: Cluster): Generator<Diagnostic, void> {
  const { director } = cluster;
  const own = new Set(host.addresses?.map(({ address }) => address));
  const lines = director === undefined ? [] : ipvsLines(cluster.mode, director);
  const isDirector =
    lines.some((line) => host.table?.includes(line)) ||
    director?.keepalived?.directors.some(({ address }) => own.has(address)) === true;
  const isRealServer = director?.realServers.some(({ address }) => own.has(address)) === true;
  const parts: [service: string, missing: Iterable<string>][] = [];
  if (isRealServer || !isDirector)
    parts.push([cluster.service, missingOfRealServer(host, cluster)]);
  if (isDirector && director)
    parts.push([director.service, missingOfDirector(host, cluster, director)]);
  for (const [service, missing] of parts) {
    const hint = `see what ${service} status says, and start or reload the service`;
    for (const what of missing)
      yield fault('error', 'not-as-configured', `${service}: ${what}`, hint);
  }
}

function* missingOfRealServer(host: Host, cluster: Cluster): Generator<string, void> {
  const [node] = cluster.nodes;
  if (node === undefined) return;
  const { view } = realServerLogic(cluster, node.target);
  const { vips = [], settings = [], routes = [] } = view as Readonly<Record<string, string[]>>;
  const there = host.addresses?.map(
    ({ address, prefix, device, scope }) =>
      `${address}/${prefix} dev ${device}${scope === 'host' ? ' scope host' : ''}`,
  );
  for (const vip of vips) if (there?.includes(vip) === false) yield `${vip} is missing`;
  for (const setting of settings) {
    const [file = '', wanted] = setting.split(' ');
    const now = host.settings.get(file.split('/').slice(-2).join('/'));
    if (now !== undefined && now < Number(wanted))
      yield `${file} is ${now} instead of ${wanted ?? ''}`;
  }
  for (const route of routes) {
    const ways = [route, route.replace(/^\S+/, 'default')];
    const isThere = host.routes?.some((one) => ways.some((way) => one.startsWith(`${way} `)));
    if (isThere === false) yield `the route ${route} is missing`;
  }
}

function* missingOfDirector(
  host: Host,
  { mode, vips }: Cluster,
  director: Director,
): Generator<string, void> {
  const { interface: device, keepalived, externalVips } = director;
  // Of several directors, one has the VIPs.
  if (keepalived === undefined && !externalVips) {
    for (const vip of vips) {
      const isThere = host.addresses?.some((one) => one.address === vip && one.device === device);
      if (isThere === false) yield `${vip} is missing on ${device}`;
    }
  }
  if (host.table === undefined) return;
  const wanted = ipvsLines(mode, director);
  const service = (line: string): string => line.split(' ').slice(1, 3).join(' ');
  for (const line of wanted) if (!host.table.includes(line)) yield `IPVS has no ${line}`;
  for (const line of host.table) {
    const isOurs = wanted.some((one) => service(one) === service(line));
    if (isOurs && !wanted.includes(line)) yield `IPVS has, and should not: ${line}`;
  }
}
