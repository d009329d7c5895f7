import type { Mode } from '../model/cluster-settings.ts';
import type { TargetName } from '../targets/index.ts';
import type { DirectorConfig, NatDirectorConfig } from './director-config.ts';
import type { StartConfig } from './node-config.ts';
import type { RpmConfig } from './rpm-config.ts';

/** What a config says: the clusters, by name, each complete or on top of what they share. */
export type Config = PlainConfig | SharingConfig;

/** A config in which each cluster says all that is to be said about it. */
export interface PlainConfig extends ConfigHead {
  readonly defaults?: undefined;
  /**
   * The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service
   * lvs-web.
   */
  readonly clusters: Readonly<Record<string, ClusterConfig>>;
}

/** A config in which each cluster says what it does not share with the others. */
export interface SharingConfig extends ConfigHead {
  /**
   * What clusters share, merged under each of them: what a cluster says itself goes first, maps are merged key by key.
   * Keys that a mode does not have are left out there, and director is for clusters that have a director of their own.
   */
  readonly defaults: SharedConfig;
  readonly clusters: Readonly<Record<string, SharedConfig>>;
}

interface ConfigHead {
  /** Where an editor finds the JSON Schema of this file, for JSON configs. */
  readonly $schema?: string | undefined;
  /**
   * A folder of templates, as seen from the folder of this config, that replace the bundled ones of the same name.
   */
  readonly templates?: string | undefined;
}

type Optional<Keys> = { readonly [Key in keyof Keys]?: Keys[Key] | undefined };

/** Any keys of a cluster of any mode. */
export interface SharedConfig extends Optional<
  Omit<TunnelClusterConfig, 'mode' | 'director'> & Pick<NatConfig, 'gateway'>
> {
  readonly mode?: Mode | undefined;
  readonly director?: Optional<NatDirectorConfig> | undefined;
}

/** The settings of one cluster; mode, vips and targets are enough, and gateway in mode nat. */
export type ClusterConfig = DirectRoutingConfig | TunnelClusterConfig | NatConfig;

/** A cluster whose director forwards by VS/DR. */
export interface DirectRoutingConfig extends VipHoldingConfig, ModeConfig<'dr'> {
  /**
   * The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other
   * means.
   */
  readonly director?: DirectorConfig | undefined;
}

/** A cluster whose director forwards by VS/TUN. */
export interface TunnelClusterConfig extends VipHoldingConfig, ModeConfig<'tun'> {
  /** In mode tun, how the tunnel is used. */
  readonly tunnel?: TunnelConfig | undefined;
  /**
   * The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other
   * means.
   */
  readonly director?: DirectorConfig | undefined;
}

/** A cluster whose director forwards by VS/NAT. */
export interface NatConfig extends CommonConfig, ModeConfig<'nat'> {
  /**
   * In mode nat, where it is required: the director's address on the real servers' network, through which they send
   * everything.
   */
  readonly gateway: string;
  /**
   * The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other
   * means.
   */
  readonly director?: NatDirectorConfig | undefined;
}

interface ModeConfig<Mode extends string> {
  /**
   * How the director forwards. dr is VS/DR, direct routing: the real servers hold the VIPs on lo, answer clients
   * directly, and must not answer ARP for the VIPs. tun is VS/TUN: the same over IPIP tunnels, with the VIPs on tunl0,
   * so that real servers can be on other networks. nat is VS/NAT: real servers hold no VIP and answer through the
   * director.
   */
  readonly mode: Mode;
}

interface CommonConfig extends StartConfig {
  /**
   * What the cluster is for, in one line. It stands in the header of the init script and is the Description of the
   * unit.
   */
  readonly description?: string | undefined;
  /**
   * The virtual IPs, without a prefix length: each is set up as a single host, on real servers once ARP for it is
   * suppressed. IPv4 addresses; in mode dr IPv6 ones too.
   */
  readonly vips: readonly string[];
  /** The operating systems of the real servers. Each gets its own tree of files. */
  readonly targets: readonly TargetName[];
  /** What lvsgen rpm writes into the specs of the cluster's packages, of real servers and directors. */
  readonly rpm?: RpmConfig | undefined;
}

interface VipHoldingConfig extends CommonConfig {
  /** How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all. */
  readonly arp?: ArpConfig | undefined;
  /**
   * Interfaces that get rp_filter=2, for real servers that answer clients by another interface than requests come in
   * by. In modes dr and tun.
   */
  readonly looseReversePath?: readonly string[] | undefined;
}

/** How the real server keeps silent in ARP about its VIPs. */
export interface ArpConfig {
  /**
   * arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet
   * as well, 3 for no address of scope host, which the VIPs then are, 8 for no address of the host at all.
   */
  readonly ignore?: 1 | 2 | 3 | 8 | undefined;
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

/** How the tunnel of VS/TUN is used. */
export interface TunnelConfig {
  /**
   * The MSS announced for connections to the VIPs, 536 (what every host takes) to 1480 (what an IPIP header leaves of
   * 1500 bytes); off leaves it alone.
   */
  readonly mss?: number | 'off' | undefined;
}
