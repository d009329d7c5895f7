import type { Cluster, Director, MarkService, Mode, VirtualService } from '../model/cluster.ts';
import { asNetwork, isIpv6, type Vip } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { type Logic, needed, setting } from './service.ts';

/** Whether a director has a script: beside keepalived, for what that cannot do, marks and timeouts. */
export function hasScript({ keepalived, services, timeouts }: Director): boolean {
  const isNeeded = timeouts !== undefined || services.some(({ kind }) => kind === 'mark');
  return keepalived === undefined || isNeeded;
}

export function directorLogic(cluster: Cluster, director: Director, target: Target): Logic {
  // With keepalived, only the marks and the timeouts are left to the script.
  const isBeside = director.keepalived !== undefined;
  const vips = director.externalVips || isBeside ? [] : cluster.vips;
  const ipv6 = vips.some((vip) => isIpv6(vip));
  const nft = target.firewall === 'nftables';
  const rules = markRules(director, nft);
  const marks = rules.length > 0;
  // What announces the VIPs, of IPv6 only where the kernel does not.
  const arping = vips.some((vip) => !isIpv6(vip));
  const ping6 = ipv6 && !target.announcesIpv6;
  const announced = ipv6 && target.announcesIpv6;
  const { tcp, tcpFin, udp } = director.timeouts ?? { tcp: 0, tcpFin: 0, udp: 0 };
  const iptables = [
    'ip6tables-restore',
    'ip6tables-save',
    'iptables-restore',
    'iptables-save',
  ] as const;
  const programs: Program[] = [...needed, 'ipvsadm', 'modprobe'];
  if (arping) programs.push('arping');
  if (ping6) programs.push('ping6');
  if (marks) programs.push(...(nft ? (['nft'] as const) : iptables));
  return {
    template: 'director/director',
    view: {
      ...{ marks, nft, arping, ping6 },
      vips: vips.map((vip) => `${asNetwork(vip)} dev ${director.interface}`),
      holdsVips: vips.length > 0,
      services: isBeside ? [] : ipvsLines(cluster.mode, director),
      rules,
      settings: [
        ...(isBeside ? [] : settings(cluster.mode === 'nat', director, target)),
        ...(announced ? [setting(`ipv6/conf/${director.interface}/ndisc_notify`, 1)] : []),
      ],
      timeouts: `${tcp} ${tcpFin} ${udp}`,
    },
    purpose: isBeside
      ? 'Marks packets to the VIPs and sets timeouts of IPVS, for keepalived.'
      : 'Sends the connections of clients to the real servers. Does not check their health.',
    programs: [
      ...(hasScript(director) ? programs.sort() : (['modprobe'] as const)),
      ...(isBeside ? (['keepalived'] as const) : []),
    ],
    needsOnline: true,
  };
}

/** ip_forward comes first, since it resets others. */
function settings(isNat: boolean, director: Director, { hasBackupOnly }: Target): string[] {
  const inside = director.insideInterface ?? director.interface;
  const nat = [
    setting('ipv4/ip_forward', 1, true),
    setting(`ipv4/conf/${inside}/forwarding`, 1, true),
    setting('ipv4/conf/all/send_redirects', 0),
    setting(`ipv4/conf/${inside}/send_redirects`, 0),
  ];
  const { expireNodestConn, expireQuiescentTemplate, conntrack, externalVips } = director;
  const ipvs = {
    expire_nodest_conn: expireNodestConn,
    expire_quiescent_template: expireQuiescentTemplate,
    conntrack,
    // Two directors may be real servers of each other: the one without the VIP must not schedule what the other has sent.
    backup_only: (!isNat && externalVips && hasBackupOnly) || undefined,
  };
  return [
    ...(isNat ? nat : []),
    ...Object.entries(ipvs).flatMap(([name, on]) =>
      on === undefined ? [] : [setting(`ipv4/vs/${name}`, on ? 1 : 0)],
    ),
  ];
}

/**
 * What marks the packets of mark services, a rule for each service and VIP: for nft, or the name of the tool and the
 * words of iptables-save.
 */
function markRules({ service, services }: Director, nft: boolean): string[] {
  return services
    .filter((candidate): candidate is MarkService => candidate.kind === 'mark')
    .flatMap(({ vips, protocol, ports, mark }) =>
      vips.map((vip) => {
        const ipv6 = isIpv6(vip);
        if (nft) {
          const set = ports.length === 1 ? ports.join('') : `{ ${ports.join(', ')} }`;
          return `${ipv6 ? 'ip6' : 'ip'} daddr ${vip} ${protocol} dport ${set} meta mark set ${mark}`;
        }
        return [
          `${ipv6 ? 'ip6tables' : 'iptables'} -A PREROUTING -d ${asNetwork(vip)} -p ${protocol}`,
          `-m multiport --dports ${ports.join(',').replaceAll('-', ':')} -m comment --comment ${service}`,
          `-j MARK --set-xmark 0x${mark.toString(16)}/0xffffffff`,
        ].join(' ');
      }),
    );
}

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
      `-A ${entry.name} -s ${service.scheduler}${persistenceWords(service, entry.ipv6)}${service.onePacket === true ? ' -o' : ''}`,
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

function persistenceWords(service: VirtualService, ipv6: boolean): string {
  const mask = clientMask(service, ipv6);
  if (service.persistence === undefined) return '';
  return ` -p ${service.persistence}${mask === undefined ? '' : ` -M ${mask}`}`;
}

/** By which bits of their addresses clients are one for persistence; nothing where each is its own. */
export function clientMask(service: VirtualService, ipv6: boolean): string | undefined {
  const { persistenceNetmask = 32, persistencePrefix = 128 } = service;
  if (ipv6) return persistencePrefix === 128 ? undefined : String(persistencePrefix);
  return persistenceNetmask === 32 ? undefined : netmask(persistenceNetmask);
}

/** A prefix length as IPv4 writes it for a netmask. */
function netmask(prefix: number): string {
  const ones = (2 ** 32 - 2 ** (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (ones >>> shift) & 255).join('.');
}

function withPort(address: Vip, port: number): string {
  return isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
