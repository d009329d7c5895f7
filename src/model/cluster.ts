import type { InitSystem, Target } from '../targets/index.ts';
import type { ArpSuppression } from './arp-suppression.ts';
import type { Chkconfig } from './chkconfig.ts';
import type { ClusterName, ServiceName } from './cluster-name.ts';
import type { Description } from './description.ts';
import type { Ipv4Address } from './ipv4-address.ts';
import type { UnitName } from './unit-name.ts';

/** The real servers of a cluster that run one operating system. */
export interface ClusterNode {
  readonly target: Target;
  /** What starts the scripts there, in the order of `initSystems`; at least one. */
  readonly initSystems: readonly InitSystem[];
}

/** A cluster whose director forwards by VS/DR: its real servers hold the VIPs on lo and stay silent about them. */
export interface DirectRoutingCluster {
  readonly mode: 'dr';
  readonly name: ClusterName;
  readonly service: ServiceName;
  readonly description?: Description;
  /** Distinct, in the order written; at least one. */
  readonly vips: readonly Ipv4Address[];
  /** One per target, in the registry's order; at least one. */
  readonly nodes: readonly ClusterNode[];
  readonly chkconfig: Chkconfig;
  /** The units that start after the cluster's own, in the order written. */
  readonly before: readonly UnitName[];
  readonly arp: ArpSuppression;
}

/** A cluster with every default filled in and every rule kept. The forwarding mode tells the kinds apart. */
export type Cluster = DirectRoutingCluster;
