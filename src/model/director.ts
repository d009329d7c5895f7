import type { Chkconfig } from './chkconfig.ts';
import type { ClusterNode } from './cluster.ts';
import type { ServiceName } from './cluster-name.ts';
import type { InterfaceName } from './interface-name.ts';
import type { Ipv4Address, Ipv6Address, Vip } from './ip-address.ts';
import type { Protocol, Scheduler } from '../targets/ipvs.ts';
import type { UnitName } from './unit-name.ts';

/** How long a client stays with a real server. */
export interface Persistence {
  /** Seconds, at least 1. */
  readonly timeout: number;
  /** How much of a client's IPv4 address counts, as a prefix length: 32 is each client for itself. */
  readonly ipv4Prefix: number;
  /** The same of an IPv6 address: 128 is each client for itself. */
  readonly ipv6Prefix: number;
}

interface CommonService {
  readonly scheduler: Scheduler;
  readonly persistence?: Persistence;
  /** The VIPs it is offered on, a selection of the cluster's, in its order; at least one. */
  readonly vips: readonly Vip[];
}

/** A service found by address, protocol and port. */
export interface PortService extends CommonService {
  readonly kind: 'port';
  readonly protocol: Protocol;
  /** 1 to 65535, or 0 for every port, which only a persistent service can have. */
  readonly port: number;
}

/** Ports taken together by a firewall mark, which rules of the director's own set. */
export interface MarkService extends CommonService {
  readonly kind: 'mark';
  /** 1 to 4294967295. */
  readonly mark: number;
  readonly protocol: Protocol;
  /** Distinct, in the order written; at least one and at most fifteen, as many as one rule of iptables matches. */
  readonly ports: readonly number[];
}

export type VirtualService = PortService | MarkService;

/** A real server as the director sees it. */
export interface RealServer {
  readonly address: Ipv4Address | Ipv6Address;
  /** 0 to 65535; 0 gets no new connections. */
  readonly weight: number;
  /** 1 to 65535, for VS/NAT only: where it differs from the service's own. */
  readonly port?: number;
}

/** The longest that every kernel takes: what a signed number counts in ticks of a millisecond, in seconds. */
export const longestTimeout = 2_147_483;

/** The timeouts of IPVS connections, in seconds; 0 leaves one as it is (ipvsadm --set). */
export interface Timeouts {
  readonly tcp: number;
  readonly tcpFin: number;
  readonly udp: number;
}

/** The node that holds the VIPs towards the clients and forwards what they ask. */
export interface Director {
  readonly service: ServiceName;
  /** The operating systems of the directors: one per target, in the registry's order; at least one. */
  readonly nodes: readonly ClusterNode[];
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
  /** Whether a unit puts back what disappears, where there is systemd. */
  readonly guard: boolean;
  /** Where the VIPs are, towards the clients. */
  readonly interface: InterfaceName;
  /** The interface towards the real servers of a VS/NAT cluster, where it is another one. */
  readonly insideInterface?: InterfaceName;
  /** Whether another tool, such as keepalived, puts the VIPs on the interface. */
  readonly externalVips: boolean;
  /** At least one; no two take the same packets. */
  readonly services: readonly VirtualService[];
  /** Distinct, in the order written; at least one per family of the VIPs, none of another family. */
  readonly realServers: readonly RealServer[];
  readonly timeouts?: Timeouts;
  /** Absent where the setting is left alone (net.ipv4.vs.expire_nodest_conn). */
  readonly expireNodestConn?: boolean;
  /** Absent where the setting is left alone (net.ipv4.vs.expire_quiescent_template). */
  readonly expireQuiescentTemplate?: boolean;
  /** Absent where the setting is left alone (net.ipv4.vs.conntrack). */
  readonly conntrack?: boolean;
}
