import type { InitSystem, Target } from '../targets/index.ts';
import type { ArpSuppression } from './arp-suppression.ts';
import type { Chkconfig } from './chkconfig.ts';
import type { ClusterName, ServiceName } from './cluster-name.ts';
import type { Description } from './description.ts';
import type { Director } from './director.ts';
import type { InterfaceName } from './interface-name.ts';
import type { Ipv4Address, Vip } from './ip-address.ts';
import type { PackageSettings } from './package-settings.ts';
import type { Tunnel } from './tunnel.ts';
import type { UnitName } from './unit-name.ts';

/** The nodes of one role that run one operating system. */
export interface ClusterNode {
  readonly target: Target;
  /** What starts the scripts there, in the order of `initSystems`; at least one. */
  readonly initSystems: readonly InitSystem[];
}

/** What clusters of every forwarding mode have. */
interface CommonCluster {
  readonly name: ClusterName;
  /** The service of the real servers. */
  readonly service: ServiceName;
  readonly description?: Description;
  /** The operating systems of the real servers: one per target, in the registry's order; at least one. */
  readonly nodes: readonly ClusterNode[];
  readonly chkconfig: Chkconfig;
  /** The units that start after the cluster's own, in the order written. */
  readonly before: readonly UnitName[];
  /** Whether a unit puts back what disappears, where there is systemd. */
  readonly guard: boolean;
  /** What the RPM packages of all its nodes say of themselves. */
  readonly rpm: PackageSettings;
  /** Absent where directors are set up by other means. */
  readonly director?: Director;
}

/** What real servers that hold the VIPs themselves have: replies go to the client without passing the director. */
interface VipHoldingCluster extends CommonCluster {
  readonly arp: ArpSuppression;
  /** The interfaces that get a loose reverse-path filter, in the order written. */
  readonly looseReversePath: readonly InterfaceName[];
}

/** A cluster whose director forwards by VS/DR: its real servers hold the VIPs on lo and stay silent about them. */
export interface DirectRoutingCluster extends VipHoldingCluster {
  readonly mode: 'dr';
  /** Distinct, in the order written; at least one. */
  readonly vips: readonly Vip[];
}

/** A cluster whose director forwards by VS/TUN: its real servers hold the VIPs on tunl0, where IPIP packets arrive. */
export interface TunnelCluster extends VipHoldingCluster {
  readonly mode: 'tun';
  /** Distinct, in the order written; at least one. */
  readonly vips: readonly Ipv4Address[];
  readonly tunnel: Tunnel;
}

/** A cluster whose director forwards by VS/NAT: its real servers send everything through the director. */
export interface NatCluster extends CommonCluster {
  readonly mode: 'nat';
  /** Distinct, in the order written; at least one. The director holds them. */
  readonly vips: readonly Ipv4Address[];
  /** The director's address on the real servers' network. */
  readonly gateway: Ipv4Address;
}

/** A cluster with every default filled in and every rule kept. The forwarding mode tells the kinds apart. */
export type Cluster = DirectRoutingCluster | TunnelCluster | NatCluster;
