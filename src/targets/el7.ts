import { commonPackages, type Target } from './target.ts';

/** RHEL 7 and its kin: systemd, beside which chkconfig and init scripts still work. */
export const el7 = {
  name: 'el7',
  title: 'RHEL 7',
  defaultInitSystems: ['sysv', 'systemd'],
  missingInitSystems: {},
  systemdVersion: 219,
  networkUnit: 'network.service',
  networkScript: { start: 10, stop: 90 },
  announcesIpv6: false,
  hasBackupOnly: true,
  firewall: 'iptables',
  missingSchedulers: {
    fo: 'has kernel 3.10, and fo came with 3.18',
    ovf: 'has kernel 3.10, and ovf came with 4.3',
    mh: 'has kernel 3.10, and mh came with 4.18',
  },
  missingProtocols: { sctp: 'has ipvsadm 1.27, which knows no SCTP services' },
  missingSettings: {},
  packages: commonPackages,
  missingVersionCharacters: { '^': 'has rpm 4.11, and ^ came with 4.15' },
} as const satisfies Target;
