import type { View } from '../model/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Director } from '../model/director.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { arpView } from './arp-view.ts';
import { forwardingFlags, ipvsLines } from './ipvs-lines.ts';
import { markRules } from './mark-rules.ts';

const forwardingNames = { dr: 'VS/DR', tun: 'VS/TUN', nat: 'VS/NAT' } as const;

const timeoutsFile = '/var/run/lvsgen/timeouts';

/** A cluster whose directors are rendered. */
export type DirectedCluster = Cluster & { readonly director: Director };

/** What the logic of a director depends on. */
export function directorView(cluster: DirectedCluster, target: Target): View {
  const { director, mode } = cluster;
  const vips = director.externalVips ? [] : cluster.vips;
  const ipv6 = vips.some((vip) => isIpv6(vip));
  const rules = markRules(director);
  const notifies = target.announcesIpv6;
  return {
    forwarding: forwardingNames[mode],
    purpose: 'Sends the connections of clients to the real servers. Does not check their health.',
    truth: 'its services and real servers are in the table of IPVS',
    forward: forwardingFlags[mode],
    table: lines(ipvsLines(cluster)),
    wanted: lines(vips.map((vip) => addressOn(director.interface, vip))),
    marks: rules.length > 0,
    rules: lines(rules),
    settings: lines(settings(cluster, ipv6 && notifies)),
    realServers: lines(director.realServers.map(({ address }) => address)),
    interface: director.interface,
    announces: vips.length > 0,
    ipv6,
    ping6: ipv6 && !notifies,
    nat: mode === 'nat',
    keepsTimeout: director.timeouts !== undefined && timeoutValues(director.timeouts).includes(0),
    kind: vips.length > 0 ? 'addr' : '-A',
    online: true,
    director: true,
    gateway: '',
    mss: '',
    tun: false,
    notes: false,
    routing: false,
    arp: arpView(undefined),
    programs: programs(rules, vips, ipv6 && !notifies),
  };
}

function addressOn(device: string, vip: Vip): string {
  // Not preferred, an IPv6 address is never chosen as the source of what the director itself begins (RFC 6724).
  return isIpv6(vip)
    ? `addr ${vip}/128 dev ${device} preferred_lft 0`
    : `addr ${vip}/32 dev ${device}`;
}

/** Each with what to write and the values that will do, those first that reset others. */
function settings({ mode, director }: DirectedCluster, notifies: boolean): string[] {
  const ipv4 = '/proc/sys/net/ipv4';
  const inside = director.insideInterface ?? director.interface;
  const nat = [
    `${ipv4}/ip_forward 1 1`,
    `${ipv4}/conf/${inside}/forwarding 1 1`,
    `${ipv4}/conf/all/send_redirects 0 0`,
    `${ipv4}/conf/${inside}/send_redirects 0 0`,
  ];
  const ipvs = (
    [
      ['expire_nodest_conn', director.expireNodestConn],
      ['expire_quiescent_template', director.expireQuiescentTemplate],
      ['conntrack', director.conntrack],
    ] as const
  ).flatMap(([name, on]) => (on === undefined ? [] : [`${ipv4}/vs/${name} ${on ? '1 1' : '0 0'}`]));
  const { timeouts } = director;
  const seconds = timeouts && timeoutValues(timeouts).join('/');
  return [
    ...(mode === 'nat' ? nat : []),
    ...ipvs,
    ...(seconds === undefined ? [] : [`${timeoutsFile} ${seconds} ${seconds}`]),
    ...(notifies ? [`/proc/sys/net/ipv6/conf/${director.interface}/ndisc_notify 1 1`] : []),
  ];
}

function timeoutValues({
  tcp,
  tcpFin,
  udp,
}: Required<Pick<Director, 'timeouts'>>['timeouts'] & object): number[] {
  return [tcp, tcpFin, udp];
}

function programs(rules: readonly string[], vips: readonly Vip[], ping6: boolean): Program[] {
  const tools = (['iptables', 'ip6tables'] as const).filter((tool) =>
    rules.some((rule) => rule.startsWith(`${tool} `)),
  );
  const wanted: Program[] = [
    ...(['awk', 'cat', 'flock', 'id', 'ip', 'ipvsadm', 'mkdir', 'modprobe', 'mv'] as const),
    'rm',
    ...tools.flatMap((tool) => [`${tool}-restore`, `${tool}-save`] as const),
    ...(vips.some((vip) => !isIpv6(vip)) ? (['arping'] as const) : []),
    ...(ping6 ? (['ping6', 'sleep'] as const) : []),
  ];
  return wanted.toSorted();
}

/** One a line, so that what is added or dropped is one line of a diff. */
function lines(list: readonly string[]): string {
  return list.join('\n');
}
