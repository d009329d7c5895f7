import type { Program } from './target.ts';

/** The packages that bring the programs of our scripts from RHEL 7 on; a target may name another. */
export const commonPackages: Readonly<Record<Program, string>> = {
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
};
