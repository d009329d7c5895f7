/** What starts and stops the rendered scripts, in the order in which they are listed. */
export const initSystems = ['sysv', 'systemd'] as const;

/** `sysv` is an init script with a chkconfig header, `systemd` a unit. */
export type InitSystem = (typeof initSystems)[number];

/** The schedulers of IPVS that are known here, and how each spreads connections; which a kernel has, the target says. */
export const schedulerWords = {
  rr: 'in turn',
  wrr: 'in turn, by weight',
  lc: 'to the one with the fewest connections',
  wlc: 'to the one with the fewest connections for its weight',
  lblc: 'by destination, to the one with the fewest connections',
  lblcr: 'by destination, to a set with the fewest connections',
  dh: 'by a hash of the destination',
  sh: 'by a hash of the client',
  sed: 'to the one with the shortest expected delay',
  nq: 'to an idle one, else to the one with the shortest expected delay',
  fo: 'to the one with the greatest weight',
  ovf: 'to the one with the greatest weight until it has as many connections, then to the next',
  mh: 'by a Maglev hash of the client',
} as const;

/** How a director picks the real server of a new connection (ipvsadm(8)). */
export type Scheduler = keyof typeof schedulerWords;

/** The protocols that IPVS balances, as ipvsadm and iptables name them. */
export const protocols = ['tcp', 'udp', 'sctp'] as const;

export type Protocol = (typeof protocols)[number];

/** What not every operating system has: what starts scripts, and what IPVS and ipvsadm can do. */
export type Feature =
  | InitSystem
  | Scheduler
  | Protocol
  | 'expireNodestConn'
  | 'expireQuiescentTemplate'
  | 'conntrack'
  | 'onePacket';

/** The packages that bring the programs of our scripts from RHEL 7 on; a target may name another. */
export const commonPackages = {
  arping: 'iputils',
  awk: 'gawk',
  flock: 'util-linux',
  grep: 'grep',
  ip: 'iproute',
  'ip6tables-restore': 'iptables',
  'ip6tables-save': 'iptables',
  'iptables-restore': 'iptables',
  'iptables-save': 'iptables',
  ipvsadm: 'ipvsadm',
  keepalived: 'keepalived',
  modprobe: 'kmod',
  nft: 'nftables',
  ping6: 'iputils',
  sed: 'sed',
  tac: 'coreutils',
} as const;

/** A program that scripts of ours check for, since a minimal system may lack it. */
export type Program = keyof typeof commonPackages;

/** What an operating system offers the scripts of a node, and what it defaults to. */
export interface Target {
  /** As the config and the output folders name it. */
  readonly name: string;
  /** The system that it is named after; its kin are CentOS, Rocky Linux, AlmaLinux and Oracle Linux. */
  readonly title: string;
  readonly defaultInitSystems: readonly InitSystem[];
  /** The version of its systemd, by which units are checked; absent where it has none. */
  readonly systemdVersion?: number;
  /** The unit that brings the network up and that a unit of ours can follow when it is restarted. */
  readonly networkUnit?: string;
  /** The chkconfig priorities of the script that brings the network up; init scripts have to run inside them. */
  readonly networkScript?: { readonly start: number; readonly stop: number };
  /** Whether its kernel can announce an IPv6 address by itself once it is found to be free (ndisc_notify, from 4.16 on). */
  readonly announcesIpv6: boolean;
  /** Whether the IPVS of its kernel has the setting backup_only (from 3.9 on). */
  readonly hasBackupOnly: boolean;
  /** What the rules of the scripts are for. */
  readonly firewall: 'iptables' | 'nftables';
  /** What it does not have, each with the reason, which completes "RHEL 6 …". */
  readonly missing: Readonly<Partial<Record<Feature, string>>>;
  /** The package that brings each program. */
  readonly packages: Readonly<Record<Program, string>>;
}
