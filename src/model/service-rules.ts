import type { ServiceSettings } from './director-settings.ts';
import { familyOf, type Family, type Vip } from './ip-address.ts';
import { problemAt, problemAtKey, type KeyPath, type Problem } from './problem.ts';
import { phrase } from '../base/quote.ts';
import { repeated } from './repeated.ts';

/** What ipvsadm takes for a persistence timeout: 31 days, in seconds. */
export const longestPersistence = 31 * 24 * 60 * 60;

/** As many ports as one rule of iptables matches (its match multiport). */
export const mostMarkPorts = 15;

/** What one service of a director breaks by itself and with the VIPs of its cluster. */
export function serviceProblems(
  service: ServiceSettings,
  index: number,
  clusterVips: readonly Vip[],
): Problem[] {
  const path: KeyPath = ['services', index];
  return [
    ...vipProblems(service, path, clusterVips),
    ...portProblems(service, path),
    ...persistenceProblems(service, path, clusterVips),
  ];
}

function vipProblems(
  { vips = [] }: ServiceSettings,
  path: KeyPath,
  clusterVips: readonly Vip[],
): Problem[] {
  const foreign = vips.flatMap((vip, index) => {
    if (clusterVips.includes(vip)) return [];
    const message = `${vip} is not a VIP of the cluster: a service is offered on those`;
    const hint = `choose from ${phrase(clusterVips, 'and')}, or add it to the vips of the cluster`;
    return [problemAt('error', [...path, 'vips', index], message, hint)];
  });
  return [...foreign, ...repeated([...path, 'vips'], vips)];
}

function portProblems(service: ServiceSettings, path: KeyPath): Problem[] {
  if ('mark' in service) {
    const ports = [...path, 'ports'];
    const twice = repeated(ports, service.ports.map(String));
    if (service.ports.length <= mostMarkPorts) return twice;
    const message = `ports has ${service.ports.length} entries, and a rule of iptables matches at most ${mostMarkPorts}`;
    const hint = 'leave some out, or offer every port: port: 0 with persistence';
    return [problemAt('error', ports, message, hint), ...twice];
  }
  if (service.port !== 0 || service.persistence !== undefined) return [];
  const message =
    'port 0 is every port, which IPVS only offers with persistence: nothing else would keep what belongs together on one real server';
  return [problemAt('error', [...path, 'port'], message, 'add persistence: 300, or name the port')];
}

const masks = [
  ['persistenceNetmask', 'IPv4'],
  ['persistencePrefix', 'IPv6'],
] as const satisfies readonly (readonly [string, Family])[];

function persistenceProblems(
  service: ServiceSettings,
  path: KeyPath,
  clusterVips: readonly Vip[],
): Problem[] {
  const { vips = clusterVips } = service;
  return masks.flatMap(([key, family]) => {
    if (service[key] === undefined) return [];
    const at = [...path, key];
    if (service.persistence === undefined) {
      const message = `${key} says which clients stay together, and without persistence none does`;
      return [problemAtKey('error', at, message, 'add persistence: 300, or remove the key')];
    }
    if (vips.some((vip) => familyOf(vip) === family)) return [];
    const message = `${key} has no effect: it is about ${family} clients, and the service has no ${family} VIP`;
    return [problemAtKey('warning', at, message, 'remove the key')];
  });
}
