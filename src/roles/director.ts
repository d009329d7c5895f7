import type { Cluster, Director, MarkService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { ipvsLines } from './ipvs-lines.ts';
import { type Logic, needed, setting } from './service.ts';

/** Whether a director has a script: beside keepalived, for what that cannot do, marks and timeouts. */
export function hasScript({ keepalived, services, timeouts }: Director): boolean {
  const isNeeded = timeouts !== undefined || services.some(({ kind }) => kind === 'mark');
  return keepalived === undefined || isNeeded;
}

/** What a director does on an operating system. */
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
      vips: vips.map((vip) => `${vip}/${isIpv6(vip) ? 128 : 32} dev ${director.interface}`),
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
          `${ipv6 ? 'ip6tables' : 'iptables'} -A PREROUTING -d ${vip}/${ipv6 ? 128 : 32} -p ${protocol}`,
          `-m multiport --dports ${ports.join(',').replaceAll('-', ':')} -m comment --comment ${service}`,
          `-j MARK --set-xmark 0x${mark.toString(16)}/0xffffffff`,
        ].join(' ');
      }),
    );
}
