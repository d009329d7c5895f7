import { commonPackages, type Target } from './target.ts';

export { type Feature, initSystems, type InitSystem, type Program, type Target } from './target.ts';

/** RHEL 6 and its kin: upstart runs the init scripts that chkconfig links into the run levels. */
const el6 = {
  name: 'el6',
  title: 'RHEL 6',
  defaultInitSystems: ['sysv'],
  networkScript: { start: 10, stop: 90 },
  announcesIpv6: false,
  hasBackupOnly: false,
  firewall: 'iptables',
  missing: {
    systemd: 'has upstart, which knows no units',
    fo: 'has kernel 2.6.32, and fo came with 3.18',
    ovf: 'has kernel 2.6.32, and ovf came with 4.3',
    mh: 'has kernel 2.6.32, and mh came with 4.18',
    sctp: 'has ipvsadm 1.26, which knows no SCTP services',
    onePacket: 'has kernel 2.6.32, and one-packet scheduling came with 2.6.36',
    conntrack: 'has a kernel whose IPVS is built without connection tracking',
  },
  packages: {
    ...commonPackages,
    flock: 'util-linux-ng',
    'ip6tables-restore': 'iptables-ipv6',
    'ip6tables-save': 'iptables-ipv6',
    modprobe: 'module-init-tools',
  },
} as const satisfies Target;

/** RHEL 7 and its kin: systemd, beside which chkconfig and init scripts still work. */
const el7 = {
  name: 'el7',
  title: 'RHEL 7',
  defaultInitSystems: ['sysv', 'systemd'],
  systemdVersion: 219,
  networkUnit: 'network.service',
  networkScript: { start: 10, stop: 90 },
  announcesIpv6: false,
  hasBackupOnly: true,
  firewall: 'iptables',
  missing: {
    fo: 'has kernel 3.10, and fo came with 3.18',
    ovf: 'has kernel 3.10, and ovf came with 4.3',
    mh: 'has kernel 3.10, and mh came with 4.18',
    sctp: 'has ipvsadm 1.27, which knows no SCTP services',
  },
  packages: commonPackages,
} as const satisfies Target;

/** RHEL 9 and its kin: NetworkManager brings the network up, and every service is a unit. */
const el9 = {
  name: 'el9',
  title: 'RHEL 9',
  defaultInitSystems: ['systemd'],
  systemdVersion: 252,
  announcesIpv6: true,
  hasBackupOnly: true,
  firewall: 'nftables',
  missing: {
    sysv: 'starts its services and its network by units, and init scripts are not rendered for it',
  },
  packages: commonPackages,
} as const satisfies Target;

/** RHEL 8 and its kin: as el9, and the older network-scripts may be installed. */
const el8 = {
  ...el9,
  name: 'el8',
  title: 'RHEL 8',
  systemdVersion: 239,
  networkUnit: 'network.service',
} as const satisfies Target;

/** RHEL 10 and its kin: as el9, and chkconfig is gone. */
const el10 = {
  ...el9,
  name: 'el10',
  title: 'RHEL 10',
  systemdVersion: 257,
} as const satisfies Target;

/** The registry: every operating system that is rendered for, in the order of the output. */
export const targets = [el6, el7, el8, el9, el10] as const satisfies readonly Target[];

export type TargetName = (typeof targets)[number]['name'];

/** The registered names, in the order of the output. */
export const targetNames: readonly TargetName[] = targets.map((target) => target.name);

/** RHEL and its kin, as people call them: the version that follows is that of the target. */
const kin =
  /^(?:red ?hat|rhel|centos|stream|rocky|alma|linux|oracle|oel|ol|scientific|sl|el|[ _-])*(\d+)(?:\.\d+)*$/i;

/** The target that is meant by another name for it, such as `rocky9`, `centos-stream9` or `7`. */
export function targetMeant(word: string): TargetName | undefined {
  const version = kin.exec(word.slice(0, 60))?.[1];
  return targetNames.find((name) => name === `el${version}`);
}
