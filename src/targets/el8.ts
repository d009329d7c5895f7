import { commonPackages, type Target } from './target.ts';

/** RHEL 8 and its kin: NetworkManager brings the network up, and every service is a unit. */
export const el8 = {
  name: 'el8',
  title: 'RHEL 8',
  defaultInitSystems: ['systemd'],
  missingInitSystems: {
    sysv: 'starts its services and its network by units, and init scripts are not rendered for it',
  },
  systemdVersion: 239,
  networkUnit: 'network.service',
  announcesIpv6: true,
  hasBackupOnly: true,
  firewall: 'nftables',
  missingSchedulers: {},
  missingProtocols: {},
  missingSettings: {},
  packages: commonPackages,
  missingVersionCharacters: { '^': 'has rpm 4.14, and ^ came with 4.15' },
} as const satisfies Target;
