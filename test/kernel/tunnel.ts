import type { Flavour } from './flavours.ts';
import { Host } from './host.ts';
import type { Cluster } from './render.ts';

/** A tunl0 as far as a script sees one; IPIP itself is for the cluster test. */
const addTunnel = `ip link add tunl0 type veth peer name tunl0-end
  ip link set tunl0 arp off
  # Once up, a device keeps its queue.
  ip link set tunl0 up; ip link set tunl0 down`;

/** A host with a default route, and a modprobe that adds the device unless it is there already. */
export async function tunnelHost(
  flavour: Flavour,
  clusters: Record<string, Partial<Cluster>>,
): Promise<Host> {
  const host = await Host.with(flavour, tunnels(clusters));
  await host.provide('modprobe', `[ "$*" = ipip ] || exit 1\n${addTunnel}`);
  await host.sh('ip route add default via 192.168.10.1');
  return host;
}

export function tunnels(clusters: Record<string, Partial<Cluster>>): Record<string, Cluster> {
  const entries = Object.entries(clusters).map(([name, own]): [string, Cluster] => [
    name,
    { mode: 'tun', vips: [], ...own },
  ]);
  return Object.fromEntries(entries);
}

/** Puts a tunl0 there before the script does. */
export async function addTunl0(host: Host, ...more: string[]): Promise<void> {
  await host.sh([addTunnel, ...more].join('\n'));
}
