import { keepalivedVersions, knowsKeyword } from '../targets/keepalived-versions.ts';
import type { Cluster, Director, VirtualService } from './cluster.ts';
import { familyOf, isIpv6 } from './ip-address.ts';
import type { Health, Keepalived } from './keepalived.ts';
import type { KeyPath } from './problem.ts';

/** Whether it is broken, where, why, what to do instead, and where stands what it collides with. */
export type Rule = readonly [
  broken: boolean,
  at: KeyPath,
  message: string,
  hint: string,
  first?: KeyPath,
];

/** Rules about the check and the sorry server of one service. */
export function serviceRules(
  at: KeyPath,
  service: VirtualService,
  { check: { probe }, sorryServer: sorry, quorum = 0 }: Health,
  { vips, mode }: Cluster,
  { realServers }: Director,
): Rule[] {
  const { protocol } = service;
  const isPortless = service.kind === 'mark' || service.port === 0;
  const port = service.kind === 'mark' ? String(service.ports[0]).split('-')[0] : 80;
  const asksPort = ['tcp', 'http', 'https', 'dns', 'smtp'].includes(probe.kind);
  const isTcp = asksPort && probe.kind !== 'dns';
  const { arguments: words = [] } = probe;
  const asked = words.find((word) => vips.includes(word)) ?? '';
  const families = [...new Set(service.vips.map(familyOf))];
  const weights = families.map((family) =>
    realServers.reduce(
      (sum, { address, weight }) => sum + (familyOf(address) === family ? weight : 0),
      0,
    ),
  );
  const least = Math.min(...weights);
  const { address = '', port: sorryPort } = sorry ?? {};
  return [
    [
      isPortless && asksPort && probe.port === undefined,
      [...at, 'check'],
      'the service has several ports, and a check asks one',
      `write which one: check: { tcp: ${port ?? ''} }, or port: ${port ?? ''} in http, https and dns`,
    ],
    [
      isTcp && protocol !== 'tcp',
      [...at, 'check'],
      `${probe.kind} asks by TCP, and this is a service of ${protocol.toUpperCase()}`,
      'write check: { dns: { name: example.com } }, a script, or off',
    ],
    [
      asked !== '',
      [...at, 'check'],
      `the check asks ${asked}, a VIP: that is the director itself, whatever the real servers do`,
      'let it ask the real server at its own address',
    ],
    [
      service.kind === 'mark' && families.length > 1,
      at,
      'the mark is for VIPs of both families, and a service of keepalived has one',
      'write a service for each, with vips and a mark of its own',
    ],
    [
      quorum > least,
      [...at, 'quorum'],
      `quorum is ${quorum}, and all real servers together weigh ${least}: the service would never be up`,
      `use at most ${least}`,
    ],
    [
      vips.includes(address),
      [...at, 'sorryServer', 'address'],
      `${address} is a VIP: the director would forward to itself, over and over`,
      'give the own address of a server',
    ],
    [
      sorry !== undefined && !vips.some((vip) => isIpv6(vip) === isIpv6(address)),
      [...at, 'sorryServer', 'address'],
      `${address} is an ${familyOf(address)} address, and no VIP is one`,
      'give an address of the family of the VIPs',
    ],
    [
      sorryPort !== undefined && mode !== 'nat',
      [...at, 'sorryServer', 'port'],
      `in mode ${mode} a packet is delivered to the port that the client asked`,
      'remove the key',
    ],
  ];
}

/** That the keepalived of a target does not know a keyword. */
export function unknown(target: string, keyword: string): string {
  return `keepalived ${keepalivedVersions[target] ?? ''} of ${target} does not know ${keyword}`;
}

/** What the keepalived of a target does not know, or does wrong. */
export function versionRules(
  target: string,
  { services }: Director,
  keepalived: Keepalived,
): Rule[] {
  const lacks = (block: string, keyword: string): boolean => !knowsKeyword(target, block, keyword);
  const [{ address, name } = { address: '', name: '' }] = keepalived.directors;
  const ofServices = services.flatMap((service, index): Rule[] => {
    const at = ['services', index];
    const { health, persistence, vips, kind, onePacket } = service;
    const probe = health?.check.probe.kind;
    const lacksIn = (keyword: string): boolean => lacks('real_server', keyword);
    return [
      [
        probe === 'dns' && lacksIn('DNS_CHECK'),
        [...at, 'check'],
        unknown(target, 'DNS_CHECK'),
        'use a script, or off',
      ],
      [
        probe === 'smtp' && lacksIn('SMTP_CHECK'),
        [...at, 'check'],
        `SMTP_CHECK makes keepalived 1.2.13 of ${target} crash`,
        'use tcp',
      ],
      [
        onePacket === true && lacks('virtual_server', 'ops'),
        [...at, 'onePacket'],
        unknown(target, 'ops'),
        'remove the key',
      ],
      [
        kind === 'mark' && vips.some(isIpv6) && lacks('virtual_server', 'ip_family'),
        at,
        `${unknown(target, 'ip_family')}, so that a mark is one of IPv4`,
        'offer IPv6 by ports',
      ],
      [
        target === 'el7' && (persistence?.ipv4Prefix ?? 32) < 32,
        [...at, 'persistenceNetmask'],
        'keepalived 1.3.5 of el7 refuses a netmask of persistence',
        'remove the key',
      ],
    ];
  });
  return [
    ...ofServices,
    [
      target === 'el6' && isIpv6(address),
      ['keepalived', 'directors', name, 'address'],
      'keepalived 1.2.13 of el6 stops VRRP altogether where it is about IPv6',
      'give IPv4 addresses of the directors, and an IPv4 VIP beside the others',
    ],
    [
      keepalived.scriptUser !== undefined && lacks('global_defs', 'script_user'),
      ['keepalived', 'scriptUser'],
      unknown(target, 'script_user'),
      'remove the key: scripts run as root there',
    ],
  ];
}
