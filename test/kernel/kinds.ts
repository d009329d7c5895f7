import type { Cluster, Place } from './host.ts';

/** A kind of script, and what the tests of the contract have to know about it. */
export interface Kind extends Place {
  readonly service: string;
  readonly web: Cluster;
  /** What it becomes by an upgrade. */
  readonly changed: Cluster;
  /** Another cluster that may be on the same host; they have a VIP in common. */
  readonly mail: Cluster;
  /** What a start changes, as `since` prints it. */
  readonly started: string;
  /** What stays after a stop. */
  readonly stays: string;
  /** A setting that it writes last; none where it writes none. */
  readonly setting: string;
  /** What mend says of what was lost. */
  readonly lost: string;
  /** The exit status of mend where nothing is to be done. */
  readonly mend: number;
  /** Whether it is not to be found by ARP. */
  readonly silent: boolean;
}

const vips = ['10.1.1.10', '10.1.1.11'];
const changedVips = ['10.1.1.11', '10.1.1.12'];
const otherVips = ['10.1.1.11', '10.1.1.13'];

const cluster = (mode: string, more: object): Cluster => ({ mode, vips, ...more }) as Cluster;

/** A cluster with its changed form, and another one on the same host that shares a VIP with it. */
function clusters(mode: string, more: object = {}): Pick<Kind, 'web' | 'changed' | 'mail'> {
  return {
    web: cluster(mode, more),
    changed: cluster(mode, { vips: changedVips, ...more }),
    mail: cluster(mode, { vips: otherVips, ...more }),
  };
}

interface Directed {
  readonly target: string;
  readonly services: readonly object[];
  /** Of the other cluster. */
  readonly otherServices: readonly object[];
  /** What else stands in the section director. */
  readonly director?: object;
}

/** The same with directors. */
function directed(
  mode: string,
  { target, services, otherServices, director }: Directed,
  more: object = {},
): Pick<Kind, 'web' | 'changed' | 'mail'> {
  const directors = (services: readonly object[], realServers: readonly object[]): object => ({
    ...more,
    director: { targets: [target], interface: 'eth0', services, realServers, ...director },
  });
  const realServers = [{ address: '10.1.1.31' }, { address: '10.1.1.32', weight: 2 }];
  const changed = [{ address: '10.1.1.32', weight: 3 }, { address: '10.1.1.33' }];
  return {
    web: cluster(mode, directors(services, realServers)),
    changed: cluster(mode, { vips: changedVips, ...directors(services, changed) }),
    mail: cluster(mode, { vips: changedVips, ...directors(otherServices, realServers) }),
  };
}

const http = [{ port: 80, scheduler: 'rr' }];
const smtp = [{ port: 25, scheduler: 'rr' }];
const marked = [{ mark: 10, ports: [80, 443], scheduler: 'rr' }];
const otherMarked = [{ mark: 20, ports: [25], scheduler: 'rr' }];

const silenced = (ignore: number, announce: number): string[] => [
  `+ all/arp_announce ${announce}`,
  `+ all/arp_ignore ${ignore}`,
];
const on = (device: string, scope = ''): string[] => [
  `+ 10.1.1.10/32 on ${device}${scope}`,
  `+ 10.1.1.11/32 on ${device}${scope}`,
];
const throughTheDirector = [
  '+ 0.0.0.0/1 via 10.1.1.1 dev eth0',
  '+ 128.0.0.0/1 via 10.1.1.1 dev eth0',
  '+ all/accept_redirects 0',
  '+ eth0/accept_redirects 0',
];
/** A service with its real servers. */
const served = (name: string, flags: string, port: number, way: string): string[] => [
  `+ -A ${name} -s ${flags}`,
  `+ -a ${name} -r 10.1.1.31:${port} ${way} -w 1`,
  `+ -a ${name} -r 10.1.1.32:${port} ${way} -w 2`,
];
const ruleOfMss = (vip: string): string =>
  `+ iptables -A OUTPUT -s ${vip}/32 -p tcp -m tcp --tcp-flags SYN,RST SYN -m comment --comment lvs-web -j TCPMSS --set-mss 1400`;
const ruleOfMark = (vip: string): string =>
  `+ iptables -A PREROUTING -d ${vip}/32 -p tcp -m multiport --dports 80,443 -m comment --comment lvs-web-director -j MARK --set-xmark 0xa/0xffffffff`;
/** Writing ip_forward writes these, and they stay. */
const forwarding = [
  '+ /proc/sys/net/ipv4/ip_forward 1',
  '+ all/accept_redirects 0',
  ...['all', 'default', 'eth0', 'lo'].map((name) => `+ ${name}/forwarding 1`),
];
const timeouts = [
  '- Timeout (tcp tcpfin udp): 900 120 300',
  '+ Timeout (tcp tcpfin udp): 900 120 60',
];

type Listed = Place &
  Pick<Kind, 'web' | 'changed' | 'mail' | 'setting'> & {
    readonly started: readonly string[];
    readonly stays?: readonly string[];
  };

/** Each kind of script, in the shells that it may meet. What a start changes stands below. */
const listed: readonly Listed[] = [
  {
    name: 'DR on el6',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'bash',
    target: 'el6',
    ...clusters('dr'),
    started: [...on('lo'), ...silenced(1, 2)],
  },
  {
    name: 'DR on el7',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'dash',
    hostile: true,
    target: 'el7',
    ...clusters('dr'),
    started: [...on('lo'), ...silenced(1, 2)],
  },
  {
    name: 'DR with IPv6',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'bash',
    hostile: true,
    target: 'el9',
    web: cluster('dr', { vips: ['10.1.1.11', '2001:db8::10'] }),
    changed: cluster('dr', { vips: ['10.1.1.11', '2001:db8::11', '2001:db8::12'] }),
    mail: cluster('dr', { vips: ['2001:db8::11', '10.1.1.13'] }),
    started: ['+ 10.1.1.11/32 on lo', '+ 2001:db8::10/128 on lo, deprecated', ...silenced(1, 2)],
  },
  {
    name: 'DR with arp_ignore 3',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'dash',
    target: 'el8',
    ...clusters('dr', { arp: { ignore: 3 } }),
    started: [...on('lo', ', scope host'), ...silenced(3, 2)],
  },
  {
    name: 'DR with arp_ignore 8, kept',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'bash',
    target: 'el7',
    ...clusters('dr', { arp: { ignore: 8, announce: 1, onStop: 'keep' } }),
    started: [...on('lo'), ...silenced(8, 1)],
    stays: silenced(8, 1),
  },
  {
    name: 'TUN with iptables',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'bash',
    target: 'el7',
    ...clusters('tun', { tunnel: { mss: 1400 } }),
    started: [
      ...on('tunl0'),
      ...silenced(1, 2),
      ruleOfMss('10.1.1.10'),
      ruleOfMss('10.1.1.11'),
      '+ tunl0 is up',
      '+ tunl0/rp_filter 2',
    ],
  },
  {
    name: 'TUN with nft',
    setting: '/proc/sys/net/ipv4/conf/all/arp_announce',
    shell: 'dash',
    hostile: true,
    target: 'el9',
    ...clusters('tun', { looseReversePath: ['eth0'] }),
    mail: cluster('tun', { vips: changedVips }),
    started: [
      ...on('tunl0'),
      ...silenced(1, 2),
      '+ eth0/rp_filter 2',
      '+ ip saddr 10.1.1.10 tcp flags syn / syn,rst tcp option maxseg size set 1440',
      '+ ip saddr 10.1.1.11 tcp flags syn / syn,rst tcp option maxseg size set 1440',
      '+ table inet lvs-web {',
      '+ tunl0 is up',
      '+ tunl0/rp_filter 2',
    ],
  },
  {
    name: 'NAT on el6',
    setting: '/proc/sys/net/ipv4/conf/eth0/accept_redirects',
    shell: 'bash',
    target: 'el6',
    ...clusters('nat', { gateway: '10.1.1.1' }),
    changed: cluster('nat', { gateway: '10.1.1.2' }),
    mail: cluster('nat', { gateway: '10.1.1.2' }),
    started: throughTheDirector,
  },
  {
    name: 'NAT on el9',
    setting: '/proc/sys/net/ipv4/conf/eth0/accept_redirects',
    shell: 'dash',
    hostile: true,
    target: 'el9',
    ...clusters('nat', { gateway: '10.1.1.1' }),
    changed: cluster('nat', { gateway: '10.1.1.2' }),
    mail: cluster('nat', { gateway: '10.1.1.2' }),
    started: throughTheDirector,
  },
  {
    name: 'director of NAT, ports',
    setting: '/proc/sys/net/ipv4/conf/eth0/send_redirects',
    shell: 'bash',
    target: 'el6',
    ...directed(
      'nat',
      { target: 'el6', services: http, otherServices: smtp },
      { gateway: '10.1.1.1' },
    ),
    stays: forwarding,
    started: [
      ...served('-t 10.1.1.10:80', 'rr', 80, '-m'),
      ...served('-t 10.1.1.11:80', 'rr', 80, '-m'),
      ...on('eth0'),
      ...forwarding,
      '+ all/send_redirects 0',
      '+ eth0/send_redirects 0',
    ],
  },
  {
    name: 'director of DR, ports',
    setting: '/run/vs/expire_quiescent_template',
    shell: 'dash',
    hostile: true,
    target: 'el7',
    ...directed('dr', {
      target: 'el7',
      services: [{ port: 53, protocol: 'udp', persistence: 60 }],
      otherServices: smtp,
      director: { timeouts: { udp: 60 }, expireQuiescentTemplate: true },
    }),
    stays: timeouts,
    started: [
      ...served('-u 10.1.1.10:53', 'wlc -p 60', 53, '-g'),
      ...served('-u 10.1.1.11:53', 'wlc -p 60', 53, '-g'),
      ...on('eth0'),
      ...timeouts,
      '+ /run/vs/expire_quiescent_template 1',
    ],
  },
  {
    name: 'director of TUN, marks by iptables',
    setting: '',
    shell: 'bash',
    target: 'el7',
    ...directed('tun', { target: 'el7', services: marked, otherServices: otherMarked }),
    started: [
      ...served('-f 10', 'rr', 0, '-i'),
      ...on('eth0'),
      ruleOfMark('10.1.1.10'),
      ruleOfMark('10.1.1.11'),
    ],
  },
  {
    name: 'director of DR, marks by nft',
    setting: '',
    shell: 'dash',
    target: 'el9',
    ...directed('dr', { target: 'el9', services: marked, otherServices: otherMarked }),
    started: [
      ...served('-f 10', 'rr', 0, '-g'),
      ...on('eth0'),
      '+ ip daddr 10.1.1.10 tcp dport { 80, 443 } meta mark set 0x0000000a',
      '+ ip daddr 10.1.1.11 tcp dport { 80, 443 } meta mark set 0x0000000a',
      '+ table inet lvs-web-director {',
    ],
  },
];

export const kinds = listed.map((kind): Kind => ({
  ...kind,
  started: kind.started.toSorted().join('\n'),
  stays: kind.stays?.toSorted().join('\n') ?? '',
  service: kind.name.startsWith('director') ? 'lvs-web-director' : 'lvs-web',
  lost: ['put back', ...(kind.setting === '' ? [] : ['put back, since it was changed'])].join('\n'),
  mend: kind.target === 'el6' ? 2 : 0,
  silent: /^(DR|TUN)/.test(kind.name),
}));

/** Each script and each of its tools once. */
export const oneOfEach = kinds.filter(({ name }) => !/el6$|arp_ignore/.test(name));

export function kindNamed(name: string): Kind {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`there is no kind ${name}`);
  return kind;
}
