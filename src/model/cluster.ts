import type { InitSystem, Target, TargetName } from '../targets/index.ts';
import type { Protocol, Scheduler } from '../targets/ipvs.ts';
import type { Vip } from './ip-address.ts';
import type { Health, Keepalived } from './keepalived.ts';

/** The forwarding modes, as `mode` names them: VS/DR, VS/TUN and VS/NAT. */
export const modes = ['dr', 'tun', 'nat'] as const;

export type Mode = (typeof modes)[number];

/** The three values of a script's chkconfig line. */
export interface Chkconfig {
  /** The run levels in which `chkconfig --add` switches the service on: `-` for none, or distinct digits. */
  readonly levels: string;
  /** 0 to 99: the lower, the earlier. */
  readonly start: number;
  /** 0 to 99: the lower, the earlier. */
  readonly stop: number;
}

/** How a real server is kept from answering and announcing its VIPs: values for net.ipv4.conf.all. */
export interface ArpSuppression {
  readonly ignore: 1 | 2 | 3 | 8;
  readonly announce: 1 | 2;
  /** What becomes of the settings when the last script that wants them stops. */
  readonly onStop: 'restore' | 'keep';
}

/** What RPM packages say of themselves beside what they hold. */
export interface PackageSettings {
  /** Absent where it is given when the spec is rendered. */
  readonly version?: string | undefined;
  readonly release: string;
  readonly license: string;
  readonly url?: string | undefined;
  readonly vendor?: string | undefined;
  readonly packager?: string | undefined;
  /** Newest first. */
  readonly changelog: readonly ChangelogEntry[];
}

/** What changed in one release of the packages. */
export interface ChangelogEntry {
  /** Such as 2026-11-28. */
  readonly date: string;
  readonly author: string;
  /** With the release, such as 1.4-1. */
  readonly version: string;
  readonly changes: readonly string[];
}

/** The nodes of one role that run one operating system. */
export interface ClusterNode {
  readonly target: Target;
  /** What starts the scripts there, in the order of `initSystems`; at least one. */
  readonly initSystems: readonly InitSystem[];
}

/** The nodes of one role, and how its service is started on them. */
export interface NodeGroup {
  /** The name of the service, of its init script and, with `.service`, of its unit. */
  readonly service: string;
  /** One per target, in the registry's order; at least one. */
  readonly nodes: readonly ClusterNode[];
  /** As written, which is what {@link nodes} is made of. */
  readonly targets: readonly TargetName[];
  /** As written; absent where each target has its default. */
  readonly initSystems?: readonly InitSystem[] | undefined;
  readonly chkconfig: Chkconfig;
  /** The units that start after this one, in the order written. */
  readonly before: readonly string[];
  /** Whether a unit puts back what disappears, where there is systemd. */
  readonly guard: boolean;
}

interface CommonCluster extends NodeGroup {
  readonly name: string;
  readonly description?: string | undefined;
  /** Distinct, in the order written; at least one. IPv6 ones in mode dr only. */
  readonly vips: readonly Vip[];
  readonly rpm: PackageSettings;
  /** Absent where directors are set up by other means. */
  readonly director?: Director;
}

interface VipHoldingCluster extends CommonCluster {
  readonly arp: ArpSuppression;
  /** The interfaces that get a loose reverse-path filter, in the order written. */
  readonly looseReversePath: readonly string[];
}

/** A cluster whose director forwards by VS/DR: its real servers hold the VIPs on lo and stay silent about them. */
export interface DirectRoutingCluster extends VipHoldingCluster {
  readonly mode: 'dr';
}

/** A cluster whose director forwards by VS/TUN: its real servers hold the VIPs on tunl0, where IPIP packets arrive. */
export interface TunnelCluster extends VipHoldingCluster {
  readonly mode: 'tun';
  /** The MSS announced for connections to the VIPs, in bytes; absent where it is left alone. */
  readonly tunnel: { readonly mss?: number | undefined };
}

/** A cluster whose director forwards by VS/NAT: it holds the VIPs, and its real servers send everything through it. */
export interface NatCluster extends CommonCluster {
  readonly mode: 'nat';
  /** The director's address on the real servers' network. */
  readonly gateway: Vip;
}

/** A cluster with every default filled in. The forwarding mode tells the kinds apart. */
export type Cluster = DirectRoutingCluster | TunnelCluster | NatCluster;

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
  readonly protocol: Protocol;
  readonly scheduler: Scheduler;
  readonly persistence?: Persistence | undefined;
  /** Whether each packet is spread by itself (ipvsadm --ops), which UDP alone can. */
  readonly onePacket?: boolean | undefined;
  /** The VIPs it is offered on, a selection of the cluster's; at least one. */
  readonly vips: readonly Vip[];
  /** Where the director is keepalived. */
  readonly health?: Health | undefined;
}

/** A service found by address, protocol and port. */
export interface PortService extends CommonService {
  readonly kind: 'port';
  /** 1 to 65535, or 0 for every port, which only a persistent service can have. */
  readonly port: number;
}

/** Ports taken together by a firewall mark, which rules of the director's own set. */
export interface MarkService extends CommonService {
  readonly kind: 'mark';
  /** 1 to 4294967295. */
  readonly mark: number;
  /**
   * In the order written, without overlaps: ports, and ranges such as `10000-20000`. At least one; one rule of iptables
   * matches fifteen, of which a range takes two.
   */
  readonly ports: readonly (number | string)[];
}

export type VirtualService = PortService | MarkService;

/** A real server as the director sees it. */
export interface RealServer {
  readonly address: Vip;
  /** 0 to 65535; 0 gets no new connections. */
  readonly weight: number;
  /** How it is reached where it is not as the mode of the cluster says: VS/DR and VS/TUN can be mixed. */
  readonly mode?: 'dr' | 'tun' | undefined;
  /** 1 to 65535, for VS/NAT only: where it differs from the service's own. */
  readonly port?: number | undefined;
}

/** The timeouts of IPVS connections, in seconds; 0 leaves one as it is (ipvsadm --set). */
export interface Timeouts {
  readonly tcp: number;
  readonly tcpFin: number;
  readonly udp: number;
}

/** The node that holds the VIPs towards the clients and forwards what they ask. */
export interface Director extends NodeGroup {
  /** Where the VIPs are, towards the clients. */
  readonly interface: string;
  /** The interface towards the real servers of a VS/NAT cluster, where it is another one. */
  readonly insideInterface?: string | undefined;
  /** Where keepalived does the work, and not a script. */
  readonly keepalived?: Keepalived | undefined;
  /** Whether another tool, such as keepalived, puts the VIPs on the interface. */
  readonly externalVips: boolean;
  /** At least one; no two take the same packets. */
  readonly services: readonly VirtualService[];
  /** Distinct, in the order written; at least one per family of the VIPs, none of another family. */
  readonly realServers: readonly RealServer[];
  readonly timeouts?: Timeouts | undefined;
  /** net.ipv4.vs.expire_nodest_conn. Absent where the setting is left alone, as are the next two. */
  readonly expireNodestConn?: boolean | undefined;
  readonly expireQuiescentTemplate?: boolean | undefined;
  readonly conntrack?: boolean | undefined;
}
