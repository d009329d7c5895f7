import type { Artifact } from './artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Director } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { ipvsLines } from './ipvs-lines.ts';
import { markRules } from './rules.ts';
import { type Logic, serviceArtifacts } from './service.ts';
import { setting } from './setting.ts';

/** A cluster whose directors are rendered. */
export type DirectedCluster = Cluster & { readonly director: Director };

/** What `director/director` has to know. */
interface DirectorView {
  /** As ip names them, without a verb; none where another tool holds them. */
  readonly vips: readonly string[];
  /** In the words of `ipvsadm -Sn`. */
  readonly services: readonly string[];
  readonly marks: boolean;
  /** What marks packets: rules of nft, or of iptables and ip6tables in the words of iptables-save. */
  readonly rules: readonly string[];
  readonly nft: boolean;
  readonly settings: readonly string[];
  /** For TCP, TCP after a FIN, and UDP, in seconds; 0 leaves one as it is. */
  readonly timeouts: string;
  /** Whether the script puts the VIPs on their interface. */
  readonly holdsVips: boolean;
  /** Whether IPv4 VIPs are announced. */
  readonly arping: boolean;
  /** Whether IPv6 VIPs are announced by the script, since the kernel does not. */
  readonly ping6: boolean;
}

/** What the directors of a cluster get on one operating system, in the same forms as its real servers. */
export function directorArtifacts(
  cluster: DirectedCluster,
  node: ClusterNode,
): readonly Artifact[] {
  const { service, chkconfig, before, guard } = cluster.director;
  const logic = directorLogic(cluster, node.target);
  const common = { role: 'director', name: service, chkconfig, before, guard } as const;
  return serviceArtifacts(cluster, node, { ...common, logic });
}

/** What a director does on an operating system. */
export function directorLogic(cluster: DirectedCluster, target: Target): Logic {
  const { director } = cluster;
  const vips = director.externalVips ? [] : cluster.vips;
  const ipv6 = vips.some((vip) => isIpv6(vip));
  const rules = markRules(director, target.firewall);
  const view: DirectorView = {
    vips: vips.map((vip) => `${vip}/${isIpv6(vip) ? 128 : 32} dev ${director.interface}`),
    services: ipvsLines(cluster),
    marks: rules.length > 0,
    rules,
    nft: target.firewall === 'nftables',
    settings: [
      ...settings(cluster, target),
      ...(ipv6 && target.announcesIpv6
        ? [setting(`ipv6/conf/${director.interface}/ndisc_notify`, 1)]
        : []),
    ],
    timeouts: timeouts(director),
    holdsVips: vips.length > 0,
    arping: vips.some((vip) => !isIpv6(vip)),
    ping6: ipv6 && !target.announcesIpv6,
  };
  return {
    template: 'director/director',
    view: { ...view },
    purpose: 'Sends the connections of clients to the real servers. Does not check their health.',
    programs: programs(view),
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

function timeouts({ timeouts: { tcp, tcpFin, udp } = { tcp: 0, tcpFin: 0, udp: 0 } }: Director) {
  return [tcp, tcpFin, udp].join(' ');
}

function programs({ marks, nft, arping, ping6 }: DirectorView): readonly Program[] {
  const iptables: readonly Program[] = [
    'ip6tables-restore',
    'ip6tables-save',
    'iptables-restore',
    'iptables-save',
  ];
  return [
    ...(arping ? (['arping'] as const) : []),
    ...(['awk', 'flock', 'grep', 'ip'] as const),
    ...(marks && !nft ? iptables : []),
    ...(['ipvsadm', 'modprobe'] as const),
    ...(marks && nft ? (['nft'] as const) : []),
    ...(ping6 ? (['ping6'] as const) : []),
    ...(['sed', 'tac'] as const),
  ];
}
