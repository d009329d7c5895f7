import type { ClusterNode, Director, MarkService, PortService } from '../../src/model/cluster.ts';
import type { Vip } from '../../src/model/ip-address.ts';
import type { DirectedCluster } from '../../src/roles/director.ts';
import { el7 } from '../../src/targets/el7.ts';

export const node: ClusterNode = { target: el7, initSystems: ['sysv', 'systemd'] };

export const ipv4 = '192.168.10.12';
export const ipv6 = '2001:db8:10::12';

export function portService(extra: Partial<PortService> = {}): PortService {
  return { kind: 'port', protocol: 'tcp', port: 80, scheduler: 'rr', vips: [ipv4], ...extra };
}

export function markService(extra: Partial<MarkService> = {}): MarkService {
  return {
    kind: 'mark',
    mark: 7,
    protocol: 'tcp',
    ports: [80, 443],
    scheduler: 'rr',
    vips: [ipv4],
    ...extra,
  };
}

const director: Director = {
  service: 'lvs-web-director',
  targets: ['el7' as const],
  nodes: [node],
  chkconfig: { levels: '-', start: 80, stop: 20 },
  before: [],
  guard: true,
  interface: 'eth0',
  externalVips: false,
  services: [portService()],
  realServers: [
    { address: '192.168.10.21', weight: 1 },
    { address: '192.168.10.22', weight: 0 },
  ],
};

const common = {
  name: 'web',
  service: 'lvs-web',
  targets: ['el7' as const],
  nodes: [node],
  rpm: { release: '1', license: 'MIT', changelog: [] },
};

/** A cluster of VS/DR, as the model has it, with what a test is about. */
export function directRouting(
  extra: Partial<Director> = {},
  vips: readonly Vip[] = [ipv4],
): DirectedCluster {
  return {
    ...common,
    mode: 'dr',
    vips,
    chkconfig: director.chkconfig,
    before: [],
    guard: true,
    arp: { ignore: 1, announce: 2, onStop: 'restore' },
    looseReversePath: [],
    director: { ...director, ...extra },
  };
}

/** The same of VS/NAT. */
export function natCluster(extra: Partial<Director> = {}): DirectedCluster {
  return {
    ...common,
    mode: 'nat',
    vips: [ipv4],
    gateway: '10.0.0.1',
    chkconfig: director.chkconfig,
    before: [],
    guard: true,
    director: { ...director, ...extra },
  };
}
