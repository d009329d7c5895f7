import type { Cluster } from '../model/cluster.ts';
import type { Director } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { ipvsLines } from './ipvs-lines.ts';
import { markRules } from './rules.ts';
import { type Logic, setting } from './service.ts';

/** A cluster whose directors are rendered. */
export type DirectedCluster = Cluster & { readonly director: Director };

/** Whether a director has a script: beside keepalived, for what that cannot do, marks and timeouts. */
export function hasScript({ keepalived, services, timeouts }: Director): boolean {
  const isNeeded = timeouts !== undefined || services.some(({ kind }) => kind === 'mark');
  return keepalived === undefined || isNeeded;
}

/** What a director does on an operating system. */
export function directorLogic(cluster: DirectedCluster, target: Target): Logic {
  const { director } = cluster;
  // With keepalived, only the marks and the timeouts are left to the script.
  const isBeside = director.keepalived !== undefined;
  const vips = director.externalVips || isBeside ? [] : cluster.vips;
  const ipv6 = vips.some((vip) => isIpv6(vip));
  const rules = markRules(director, target.firewall);
  const tools = {
    marks: rules.length > 0,
    nft: target.firewall === 'nftables',
    // What announces the VIPs, of IPv6 only where the kernel does not.
    arping: vips.some((vip) => !isIpv6(vip)),
    ping6: ipv6 && !target.announcesIpv6,
  };
  const announced = ipv6 && target.announcesIpv6;
  const { tcp, tcpFin, udp } = director.timeouts ?? { tcp: 0, tcpFin: 0, udp: 0 };
  return {
    template: 'director/director',
    view: {
      ...tools,
      vips: vips.map((vip) => `${vip}/${isIpv6(vip) ? 128 : 32} dev ${director.interface}`),
      holdsVips: vips.length > 0,
      services: isBeside ? [] : ipvsLines(cluster),
      rules,
      settings: [
        ...(isBeside ? [] : settings(cluster, target)),
        ...(announced ? [setting(`ipv6/conf/${director.interface}/ndisc_notify`, 1)] : []),
      ],
      timeouts: `${tcp} ${tcpFin} ${udp}`,
    },
    purpose: isBeside
      ? 'Marks packets to the VIPs and sets timeouts of IPVS, for keepalived.'
      : 'Sends the connections of clients to the real servers. Does not check their health.',
    programs: [
      ...(hasScript(director) ? programs(tools) : (['modprobe'] as const)),
      ...(isBeside ? (['keepalived'] as const) : []),
    ],
    needsOnline: true,
  };
}

/** ip_forward comes first, since it resets others. */
function settings({ mode, director }: DirectedCluster, { hasBackupOnly }: Target): string[] {
  const inside = director.insideInterface ?? director.interface;
  const nat = [
    setting('ipv4/ip_forward', 1, true),
    setting(`ipv4/conf/${inside}/forwarding`, 1, true),
    setting('ipv4/conf/all/send_redirects', 0),
    setting(`ipv4/conf/${inside}/send_redirects`, 0),
  ];
  const { expireNodestConn, expireQuiescentTemplate, conntrack, externalVips } = director;
  // Two directors may be real servers of each other: the one without the VIP must not schedule what the other has sent.
  const backupOnly = mode !== 'nat' && externalVips && hasBackupOnly;
  const ipvs = {
    expire_nodest_conn: expireNodestConn,
    expire_quiescent_template: expireQuiescentTemplate,
    conntrack,
    backup_only: backupOnly ? true : undefined,
  };
  return [
    ...(mode === 'nat' ? nat : []),
    ...Object.entries(ipvs).flatMap(([name, on]) =>
      on === undefined ? [] : [setting(`ipv4/vs/${name}`, on ? 1 : 0)],
    ),
  ];
}

function programs({ marks, nft, arping, ping6 }: Readonly<Record<string, boolean>>): Program[] {
  const tables = [
    'ip6tables-restore',
    'ip6tables-save',
    'iptables-restore',
    'iptables-save',
  ] as const;
  return [
    ...(arping ? (['arping'] as const) : []),
    ...(['awk', 'flock', 'grep', 'ip'] as const),
    ...(marks && !nft ? tables : []),
    ...(['ipvsadm', 'modprobe'] as const),
    ...(marks && nft ? (['nft'] as const) : []),
    ...(ping6 ? (['ping6'] as const) : []),
    ...(['sed', 'tac'] as const),
  ];
}
