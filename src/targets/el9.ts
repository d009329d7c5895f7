import { commonPackages, type Target } from './target.ts';

/** RHEL 9 and its kin: NetworkManager brings the network up, and every service is a unit. */
export const el9 = {
  name: 'el9',
  title: 'RHEL 9',
  defaultInitSystems: ['systemd'],
  missingInitSystems: {
    sysv: 'starts its services and its network by units, and init scripts are not rendered for it',
  },
  systemdVersion: 252,
  announcesIpv6: true,
  hasBackupOnly: true,
  firewall: 'nftables',
  missingSchedulers: {},
  missingProtocols: {},
  missingSettings: {},
  packages: commonPackages,
  missingVersionCharacters: {},
} as const satisfies Target;
