import type { InitSystem, TargetName } from '../targets/index.ts';

/** What a config says: the clusters, by name. */
export interface Config {
  /** Where an editor finds the JSON Schema of this file, for JSON configs. */
  readonly $schema?: string | undefined;
  /**
   * The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service
   * lvs-web.
   */
  readonly clusters: Readonly<Record<string, ClusterConfig>>;
}

/** The settings of one cluster; mode, vips and targets are enough. */
export type ClusterConfig = DirectRoutingConfig;

/** A cluster whose director forwards by VS/DR. */
export interface DirectRoutingConfig {
  /**
   * What the cluster is for, in one line. It stands in the header of the init script and is the Description of the
   * unit.
   */
  readonly description?: string | undefined;
  /**
   * How the director forwards. dr is VS/DR, direct routing: each real server holds the VIPs on lo, answers clients
   * directly, and must not answer ARP for the VIPs.
   */
  readonly mode: 'dr';
  /**
   * The virtual IPs. Each becomes a /32 on lo of every real server, once ARP for it is suppressed. IPv4 addresses
   * without a prefix length.
   */
  readonly vips: readonly string[];
  /** The operating systems of the real servers. Each gets its own tree of files. */
  readonly targets: readonly TargetName[];
  /**
   * What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it,
   * each target has what suits it.
   */
  readonly initSystems?: readonly InitSystem[] | undefined;
  /** The chkconfig line of the init script. */
  readonly chkconfig?: ChkconfigConfig | undefined;
  /**
   * Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service.
   * Init scripts are ordered by chkconfig.start instead.
   */
  readonly before?: readonly string[] | undefined;
  /** How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all. */
  readonly arp?: ArpConfig | undefined;
}

/** The chkconfig line of the init script. */
export interface ChkconfigConfig {
  /**
   * The run levels in which chkconfig --add switches the service on, such as 345. With - there are none: it starts at
   * boot only after chkconfig lvs-… on.
   */
  readonly levels?: string | number | undefined;
  /** Start priority, 0 to 99, the lower the earlier. The network starts at 10: stay above it. */
  readonly start?: number | undefined;
  /** Stop priority, 0 to 99, the lower the earlier. The network stops at 90: do not go above it. */
  readonly stop?: number | undefined;
}

/** How the real server keeps silent in ARP about its VIPs. */
export interface ArpConfig {
  /**
   * arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet
   * as well, 8 for no address of the host at all.
   */
  readonly ignore?: 1 | 2 | 8 | undefined;
  /**
   * arp_announce: 1 avoids a VIP as the sender of the host's own ARP requests, 2 always takes the best address of the
   * interface instead.
   */
  readonly announce?: 1 | 2 | undefined;
  /**
   * restore puts the settings back to what they were when the last script that wants them stops; keep leaves the
   * suppression in force.
   */
  readonly onStop?: 'restore' | 'keep' | undefined;
}
