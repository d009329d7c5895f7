/** What an address is for, in the words of messages about it. */
export interface AddressUse {
  /** With its article: it completes "cannot be …". */
  readonly noun: string;
  /** What to give instead of an address that cannot be one. */
  readonly hint: string;
  /** Follows "has a prefix length: ". */
  readonly withPrefix: string;
  /** Follows "has a port: ". */
  readonly withPort: string;
  /** What to do about an IPv6 address, where the mode has none. */
  readonly ipv4Hint: string;
  /** What to do about an address in 127.0.0.0/8 or ::1, where something else than `hint` may be meant. */
  readonly loopbackHint?: string;
}

/** An address that clients connect to. */
export const vipUse: AddressUse = {
  noun: 'a VIP',
  hint: 'give the address that clients connect to, such as 192.168.10.12',
  withPrefix: 'a VIP is one address, and it is always set up as a single host',
  withPort: 'a VIP is an address, and which ports it serves stands in director.services',
  ipv4Hint: 'give an IPv4 address, and offer IPv6 ones by a cluster in mode dr',
};

/** An address that a director forwards to. */
export const realServerUse: AddressUse = {
  noun: 'a real server',
  hint: "give the real server's own address, such as 192.168.10.21",
  withPrefix: 'a real server is one address',
  withPort: 'the address stands alone, and in mode nat port is a key of its own beside it',
  ipv4Hint: 'give the IPv4 address of the real server',
  loopbackHint: "to let the director serve as well, give the director's own address on the network",
};

/** The address that real servers of VS/NAT send everything to. */
export const gatewayUse: AddressUse = {
  noun: 'a gateway',
  hint: "give the director's address on the real servers' network, such as 10.0.0.1",
  withPrefix: 'a gateway is one address',
  withPort: 'a gateway is an address, and every port goes through it',
  ipv4Hint: "give the director's IPv4 address on the real servers' network",
};
