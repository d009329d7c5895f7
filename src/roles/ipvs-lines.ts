import type { Director, Mode, Persistence, VirtualService } from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';

/** How ipvsadm(8) calls the forwarding modes. */
const forwardingFlags = { dr: '-g', tun: '-i', nat: '-m' } as const;

const protocolFlags = { tcp: '-t', udp: '-u', sctp: '--sctp-service' } as const;

/** What one line of the table says a service is: an address with a port, or a mark for one family. */
interface Entry {
  readonly name: string;
  readonly ipv6: boolean;
  /** The port of a real server that has none of its own. */
  readonly port: number;
}

/** What the director's table is to be, line by line as `ipvsadm -Sn` prints it; for `-o` that prints `ops`. */
export function ipvsLines(mode: Mode, director: Director): string[] {
  return director.services.flatMap((service) =>
    entries(service).flatMap((entry) => [
      `-A ${entry.name} -s ${service.scheduler}${persistence(service.persistence, entry.ipv6)}${service.onePacket === true ? ' -o' : ''}`,
      ...director.realServers
        .filter(({ address }) => isIpv6(address) === entry.ipv6)
        .map(({ address, port = entry.port, mode: own = mode, weight }) => {
          const place = withPort(address, port);
          return `-a ${entry.name} -r ${place} ${forwardingFlags[own]} -w ${weight}`;
        }),
    ]),
  );
}

function entries(service: VirtualService): Entry[] {
  if (service.kind === 'port') {
    const { protocol, port, vips } = service;
    return vips.map((vip) => ({
      name: `${protocolFlags[protocol]} ${withPort(vip, port)}`,
      ipv6: isIpv6(vip),
      port,
    }));
  }
  // IPVS has a mark once for each family, and with it the port that the client asked for.
  return [false, true]
    .filter((ipv6) => service.vips.some((vip) => isIpv6(vip) === ipv6))
    .map((ipv6) => ({ name: `-f ${service.mark}${ipv6 ? ' -6' : ''}`, ipv6, port: 0 }));
}

function persistence(persistence: Persistence | undefined, ipv6: boolean): string {
  if (persistence === undefined) return '';
  const { timeout, ipv4Prefix, ipv6Prefix } = persistence;
  if (ipv6) return ` -p ${timeout}${ipv6Prefix === 128 ? '' : ` -M ${ipv6Prefix}`}`;
  return ` -p ${timeout}${ipv4Prefix === 32 ? '' : ` -M ${netmask(ipv4Prefix)}`}`;
}

/** A prefix length as IPv4 writes it for a netmask. */
export function netmask(prefix: number): string {
  const ones = (2 ** 32 - 2 ** (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (ones >>> shift) & 255).join('.');
}

function withPort(address: Vip, port: number): string {
  return isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
