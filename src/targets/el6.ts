import { commonPackages, type Target } from './target.ts';

/** RHEL 6 and its kin: upstart runs the init scripts that chkconfig links into the run levels. */
export const el6 = {
  name: 'el6',
  title: 'RHEL 6',
  defaultInitSystems: ['sysv'],
  missingInitSystems: { systemd: 'has upstart, which knows no units' },
  networkScript: { start: 10, stop: 90 },
  announcesIpv6: false,
  hasBackupOnly: false,
  firewall: 'iptables',
  missingSchedulers: {
    fo: 'has kernel 2.6.32, and fo came with 3.18',
    ovf: 'has kernel 2.6.32, and ovf came with 4.3',
    mh: 'has kernel 2.6.32, and mh came with 4.18',
  },
  missingProtocols: { sctp: 'has ipvsadm 1.26, which knows no SCTP services' },
  missingSettings: {
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
  missingVersionCharacters: {
    '~': 'has rpm 4.8, and ~ came with 4.10',
    '^': 'has rpm 4.8, and ^ came with 4.15',
  },
} as const satisfies Target;
