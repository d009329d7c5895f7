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

/** What only some IPVS can do, as the config names it. */
export type IpvsSetting =
  'expireNodestConn' | 'expireQuiescentTemplate' | 'conntrack' | 'onePacket';
