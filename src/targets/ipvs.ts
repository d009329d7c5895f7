/** The schedulers of IPVS that are known here; which of them a kernel has, the target says. */
export const schedulers = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'sed',
  'nq',
  'fo',
  'ovf',
  'mh',
] as const;

/** How a director picks the real server of a new connection (ipvsadm(8)). */
export type Scheduler = (typeof schedulers)[number];

/** The protocols that IPVS balances, as ipvsadm and iptables name them. */
export const protocols = ['tcp', 'udp', 'sctp'] as const;

export type Protocol = (typeof protocols)[number];

/** What only some IPVS can do, as the config names it. */
export type IpvsSetting =
  'expireNodestConn' | 'expireQuiescentTemplate' | 'conntrack' | 'onePacket';
