import type { Flavour } from './flavours.ts';
import { otherVip, vip, type Host } from './host.ts';
import type { Cluster } from './render.ts';
import { addTunl0, tunnelHost } from './tunnel.ts';

/** A cluster of one mode, and what the tests of the contract have to know about it. */
export interface Mode {
  readonly name: string;
  readonly web: Cluster;
  /** Another cluster that may be on the same host. */
  readonly mail: Cluster;
  /** What the cluster becomes by an upgrade. */
  readonly changed: Cluster;
  /** Takes away all that the script set up in the network, behind its back. */
  readonly flush: string;
  /** A file in which the script writes, below `/proc/sys/net/ipv4/conf`, and what it writes. */
  readonly setting: readonly [file: string, value: number];
}

const vip6 = '2001:db8::12';
const otherVip6 = '2001:db8::13';
const gateway = '192.168.10.5';
const thirdVip = '192.168.10.14';

/** The modes beside VS/DR with IPv4, which has tests of its own. */
export const modes: readonly Mode[] = [
  {
    name: 'VS/DR with IPv6',
    web: { mode: 'dr', vips: [vip, vip6] },
    mail: { mode: 'dr', vips: [vip6, otherVip6] },
    changed: { mode: 'dr', vips: [otherVip, vip6, otherVip6] },
    flush: 'ip addr flush dev lo scope global',
    setting: ['all/arp_ignore', 1],
  },
  {
    name: 'VS/TUN',
    web: { mode: 'tun', vips: [vip, otherVip] },
    mail: { mode: 'tun', vips: [otherVip, thirdVip], tunnel: { mss: 1300 } },
    changed: { mode: 'tun', vips: [otherVip, thirdVip], tunnel: { mss: 1400 } },
    flush:
      'ip addr flush dev tunl0; ip link set tunl0 down; ip rule flush; ip rule add lookup main pref 32766; ip rule add lookup default pref 32767',
    setting: ['tunl0/rp_filter', 2],
  },
  {
    name: 'VS/NAT',
    web: { mode: 'nat', vips: [vip], gateway },
    mail: { mode: 'nat', vips: [otherVip], gateway },
    changed: { mode: 'nat', vips: [vip], gateway: '192.168.10.6' },
    flush: 'ip route del 0.0.0.0/1; ip route del 128.0.0.0/1',
    setting: ['eth0/accept_redirects', 0],
  },
];

/** A host for any mode: tunl0 is there, IPv6 is on on lo, redirects are accepted. */
export async function modeHost(flavour: Flavour, clusters: Record<string, Cluster>): Promise<Host> {
  const host = await tunnelHost(flavour, clusters);
  await addTunl0(host);
  await host.sh(`echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6
    for name in all eth0; do echo 1 >/proc/sys/net/ipv4/conf/$name/accept_redirects; done`);
  return host;
}
