import type { Cluster } from '../model/cluster.ts';
import { explainMode } from './mode.ts';

/** What is left to others: nothing of it is done by any script. */
export function othersText(cluster: Cluster): string[] {
  return [...healthChecks(cluster), ...explainMode(cluster).others];
}

function healthChecks({ director }: Cluster): string[] {
  if (director === undefined) {
    return [
      'There are no health checks: a real server that fails gets its share of requests until the director drops it. Let keepalived or ldirectord on the director see to that.',
    ];
  }
  const { externalVips } = director;
  return [
    'There are no health checks: a real server that fails gets its share of requests until somebody takes it out.',
    'Let your monitoring call drain and undrain on the director. Or leave director: out of the config, and let ldirectord or a virtual_server of keepalived have the services with checks of their own: two owners of one table undo what the other does.',
    externalVips
      ? 'Two directors: keepalived (VRRP) moves the VIPs between them. Connections are not handed over unless ipvsadm --start-daemon runs on both.'
      : 'A director that fails takes the VIPs with it. For a second one, set vips: external and let keepalived (VRRP) move the VIPs.',
  ];
}
