import { render, type Config } from '../../src/index.ts';

export type Cluster = Config['clusters'][string];

/** What runs scripts, and where they are meant to run. */
export interface Place {
  /** What kind of script it is. */
  readonly name: string;
  readonly shell: 'bash' | 'dash';
  readonly target: 'el6' | 'el7' | 'el8' | 'el9';
  /** Whether its environment is one that the script was not written for. */
  readonly hostile?: boolean;
}

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

/** The same with directors, whose services are others in another cluster. */
function directed(
  mode: string,
  target: string,
  [services, otherServices]: readonly (readonly object[])[],
  more: object = {},
  director: object = {},
): Pick<Kind, 'web' | 'changed' | 'mail'> {
  const directors = (services: readonly object[] = [], realServers: readonly object[]): object => ({
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

const smtp = [{ port: 25, scheduler: 'rr' }];
const marked = [
  [{ mark: 10, ports: [80, 443], scheduler: 'rr' }],
  [{ mark: 20, ports: [25], scheduler: 'rr' }],
];

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

type Listed = Place & Pick<Kind, 'web' | 'changed' | 'mail' | 'started' | 'stays'>;

/** @param where the shell, the target and, if it is so, that its environment is hostile */
function kind(
  name: string,
  where: string,
  clusters: Pick<Kind, 'web' | 'changed' | 'mail'>,
  started: readonly string[],
  stays: readonly string[] = [],
): Listed {
  const [shell, target, hostile] = where.split(' ') as [Place['shell'], Place['target'], string?];
  const lines = { started: started.toSorted().join('\n'), stays: stays.toSorted().join('\n') };
  return { name, shell, target, hostile: hostile !== undefined, ...clusters, ...lines };
}

const nat = {
  ...clusters('nat', { gateway: '10.1.1.1' }),
  changed: cluster('nat', { gateway: '10.1.1.2' }),
  mail: cluster('nat', { gateway: '10.1.1.2' }),
};
const ipv6 = {
  web: cluster('dr', { vips: ['10.1.1.11', '2001:db8::10'] }),
  changed: cluster('dr', { vips: ['10.1.1.11', '2001:db8::11', '2001:db8::12'] }),
  mail: cluster('dr', { vips: ['2001:db8::11', '10.1.1.13'] }),
};
const withIpv6 = ['+ 10.1.1.11/32 on lo', '+ 2001:db8::10/128 on lo, deprecated'];
const kept = { ignore: 8, announce: 1, onStop: 'keep' };
const onTunl0 = [...on('tunl0'), ...silenced(1, 2), '+ tunl0 is up', '+ tunl0/rp_filter 2'];
const table = (service: string, rule: (vip: string) => string): string[] => [
  `+ table inet ${service} {`,
  ...vips.map(rule),
];
const mssByNft = table(
  'lvs-web',
  (vip) => `+ ip saddr ${vip} tcp flags syn / syn,rst tcp option maxseg size set 1440`,
);
const marksByNft = table(
  'lvs-web-director',
  (vip) => `+ ip daddr ${vip} tcp dport { 80, 443 } meta mark set 0x0000000a`,
);
const persistent = [{ port: 53, protocol: 'udp', persistence: 60 }];
const tuned = { timeouts: { udp: 60 }, expireQuiescentTemplate: true };
const served80 = vips.flatMap((vip) => served(`-t ${vip}:80`, 'rr', 80, '-m'));
const served53 = vips.flatMap((vip) => served(`-u ${vip}:53`, 'wlc -p 60', 53, '-g'));
const redirects = ['+ all/send_redirects 0', '+ eth0/send_redirects 0'];

/** Each kind of script, in the shells that it may meet, and what a start of it changes. */
const listed: readonly Listed[] = [
  kind('DR on el6', 'bash el6', clusters('dr'), [...on('lo'), ...silenced(1, 2)]),
  kind('DR on el7', 'dash el7 hostile', clusters('dr'), [...on('lo'), ...silenced(1, 2)]),
  kind('DR with IPv6', 'bash el9 hostile', ipv6, [...withIpv6, ...silenced(1, 2)]),
  kind('DR with arp_ignore 3', 'dash el8', clusters('dr', { arp: { ignore: 3 } }), [
    ...on('lo', ', scope host'),
    ...silenced(3, 2),
  ]),
  kind(
    'DR with arp_ignore 8, kept',
    'bash el7',
    clusters('dr', { arp: kept }),
    [...on('lo'), ...silenced(8, 1)],
    silenced(8, 1),
  ),
  kind('TUN with iptables', 'bash el7', clusters('tun', { tunnel: { mss: 1400 } }), [
    ...onTunl0,
    ...vips.map(ruleOfMss),
  ]),
  kind(
    'TUN with nft',
    'dash el9 hostile',
    {
      ...clusters('tun', { looseReversePath: ['eth0'] }),
      mail: cluster('tun', { vips: changedVips }),
    },
    [...onTunl0, '+ eth0/rp_filter 2', ...mssByNft],
  ),
  kind('NAT on el6', 'bash el6', nat, throughTheDirector),
  kind('NAT on el9', 'dash el9 hostile', nat, throughTheDirector),
  kind(
    'director of NAT, ports',
    'bash el6',
    directed('nat', 'el6', [[{ port: 80, scheduler: 'rr' }], smtp], { gateway: '10.1.1.1' }),
    [...served80, ...on('eth0'), ...forwarding, ...redirects],
    forwarding,
  ),
  kind(
    'director of DR, ports',
    'dash el7 hostile',
    directed('dr', 'el7', [persistent, smtp], {}, tuned),
    [...served53, ...on('eth0'), ...timeouts, '+ /run/vs/expire_quiescent_template 1'],
    timeouts,
  ),
  kind('director of TUN, marks by iptables', 'bash el7', directed('tun', 'el7', marked), [
    ...served('-f 10', 'rr', 0, '-i'),
    ...on('eth0'),
    ...vips.map(ruleOfMark),
  ]),
  kind('director of DR, marks by nft', 'dash el9', directed('dr', 'el9', marked), [
    ...served('-f 10', 'rr', 0, '-g'),
    ...on('eth0'),
    ...marksByNft,
  ]),
];

/** A setting that a kind writes last. */
const lastSettings: readonly [kinds: RegExp, file: string][] = [
  [/^(DR|TUN)/, '/proc/sys/net/ipv4/conf/all/arp_announce'],
  [/^NAT/, '/proc/sys/net/ipv4/conf/eth0/accept_redirects'],
  [/^director of NAT/, '/proc/sys/net/ipv4/conf/eth0/send_redirects'],
  [/^director of DR, ports/, '/run/vs/expire_quiescent_template'],
];

export const kinds = listed.map((one): Kind => {
  const setting = lastSettings.find(([pattern]) => pattern.test(one.name))?.[1] ?? '';
  return {
    ...one,
    setting,
    service: one.name.startsWith('director') ? 'lvs-web-director' : 'lvs-web',
    lost: ['put back', ...(setting === '' ? [] : ['put back, since it was changed'])].join('\n'),
    silent: /^(DR|TUN)/.test(one.name),
  };
});

/** Each script and each of its tools once: what is left out has the same text as another, or differs in its front only. */
export const oneOfEach = kinds.filter(({ name }) => !/el6$|IPv6|arp_ignore/.test(name));

export function kindNamed(name: string): Kind {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`there is no kind ${name}`);
  return kind;
}

/** What a cluster has as its script: that of its director, if there is one. */
export function script({ target }: Pick<Place, 'target'>, cluster: Cluster, name = 'web'): string {
  const config = { clusters: { [name]: { ...cluster, targets: [target] } } } as Config;
  const role = 'director' in cluster ? 'director' : 'real-server';
  const files = [...render(config).values()].filter((one) => one.role === role);
  const scripts = files.filter(({ language }) => language === 'shell');
  return (
    scripts.find(({ path }) => path.includes('/usr/sbin/'))?.content ?? scripts[0]?.content ?? ''
  );
}
