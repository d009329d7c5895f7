import { phrase } from '../base/words.ts';
import type { Cluster, Mode, VirtualService } from '../model/cluster.ts';
import { directingCluster } from '../model/shared-rules.ts';
import { persistenceText, realServerText, serviceText } from './services.ts';

/** What a drawing of a cluster shows: clients, the director and the real servers, with an arrow from each to the next. */
export interface Drawing {
  readonly title: string;
  /** The lines in the box of the director. */
  readonly director: readonly string[];
  readonly realServers: readonly {
    readonly lines: readonly string[];
    /** What stands at the arrow from the director. */
    readonly forwarded: string;
  }[];
  /** What stands at the arrow from the clients to the director. */
  readonly request: string;
  /** What stands at the arrow that ends at the clients: from each real server, or from the director if there is a gateway. */
  readonly reply: string;
  /** In mode nat, what stands at the arrow from each real server back to the director. */
  readonly gateway?: string;
}

const forwarded = { dr: 'same packet, new MAC address', tun: 'IPIP', nat: 'destination rewritten' };
const holds = { dr: 'VIPs on lo', tun: 'VIPs on tunl0', nat: 'no VIP' };

/**
 * What to draw of a cluster.
 *
 * @param all every cluster of the config: another one may have its director
 */
export function drawingOf(cluster: Cluster, all: readonly Cluster[]): Drawing {
  const { name, description = '', mode } = cluster;
  const title = `${name}, VS/${mode.toUpperCase()}`;
  return {
    title: description === '' ? title : `${title}: ${description}`,
    director: directorLines(cluster, all),
    realServers: realServersIn(cluster).map(([way, ...lines]) => {
      return { lines: [...lines, holds[way]], forwarded: forwarded[way] };
    }),
    request: 'request to a VIP',
    reply: 'reply from the VIP',
    ...(mode === 'nat' && { gateway: `reply, gateway ${cluster.gateway}` }),
  };
}

function directorLines(cluster: Cluster, all: readonly Cluster[]): string[] {
  const { director, vips } = cluster;
  if (director === undefined) {
    const other = directingCluster(cluster, all);
    return [other ? `director of ${other.name}` : 'director, set up by other means', ...vips];
  }
  const holder = director.externalVips ? 'VIPs by another tool' : 'VIPs';
  const ranked = director.keepalived?.directors
    .toSorted((one, other) => other.priority - one.priority)
    .map((one) => `${one.name} (${one.priority})`);
  return [
    `director, ${director.interface}`,
    ...(ranked ? [`keepalived: ${ranked.join(', then ')}`] : []),
    `${holder}: ${vips.join(', ')}`,
    ...director.services.map((service) => serviceLine(service, vips)),
  ];
}

function serviceLine(service: VirtualService, clusterVips: readonly string[]): string {
  const { scheduler, vips } = service;
  const place = vips.length === clusterVips.length ? '' : `on ${phrase(vips)}`;
  return [serviceText(service), place, scheduler, persistenceText(service)]
    .filter((text) => text !== '')
    .join(', ');
}

/** The real servers, and how each is reached; where they are not listed, all of them as one. */
function realServersIn({ director, nodes, mode }: Cluster): [way: Mode, ...lines: string[]][] {
  if (director === undefined) {
    return [[mode, 'real servers', phrase(nodes.map(({ target }) => target.title))]];
  }
  return director.realServers.map((one) => [one.mode ?? mode, realServerText(one)]);
}
