import { knowsKeyword } from '../targets/keepalived-versions.ts';
import type { Cluster, Director } from './cluster.ts';
import { familyOf } from './ip-address.ts';
import { advertisedVip, type Keepalived } from './keepalived.ts';
import { type Rule, serviceRules, unknown, versionRules } from './keepalived-service-rules.ts';
import { type Problem, refuse } from './problem.ts';

const broken = (rules: readonly Rule[]): Problem[] =>
  rules
    .filter(([isBroken]) => isBroken)
    .map(([, at, message, hint, first]) =>
      refuse(['director', ...at], message, hint, first && { first: ['director', ...first] }),
    );

/** What the settings of keepalived break, seen from the key of its cluster on; nothing where there is none. */
export function keepalivedProblems(cluster: Cluster, director: Director): Problem[] {
  const { keepalived, services, nodes } = director;
  if (keepalived === undefined) return [];
  return broken([
    ...directorsRules(cluster, director, keepalived),
    ...realServerRules(cluster, director, keepalived),
    ...services.flatMap((one, index) =>
      one.health ? serviceRules(['services', index], one, one.health, cluster, director) : [],
    ),
    ...nodes.flatMap(({ target }) => versionRules(target.name, director, keepalived)),
  ]);
}

function directorsRules(
  cluster: Cluster,
  { externalVips }: Director,
  keepalived: Keepalived,
): Rule[] {
  const at = ['keepalived', 'directors'];
  const { directors, vrrp } = keepalived;
  const [{ address: first, name: firstName } = { address: '', name: '' }] = directors;
  const family = familyOf(first);
  const other = family === 'IPv4' ? 'IPv6' : 'IPv4';
  const gateway = cluster.mode === 'nat' ? cluster.gateway : '';
  const plain = 'use at most 63 lower-case letters, digits and hyphens, a letter first';
  const each = directors.flatMap(({ name, address, priority }, index): Rule[] => {
    const path = [...at, name];
    const own = [...path, 'address'];
    const earlier = directors.slice(0, index);
    const same = earlier.find((one) => one.address === address)?.name ?? '';
    const equal = earlier.find((one) => one.priority === priority)?.name ?? '';
    const isVip = cluster.vips.includes(address) || address === gateway;
    const both = `${name} has the priority ${priority}, as ${equal} has: the one with the higher address would win`;
    return [
      [
        !/^[a-z][a-z0-9-]{0,62}$/.test(name),
        path,
        'the name of a director is that of a folder',
        plain,
      ],
      [
        same !== '',
        own,
        `${address} is there twice`,
        'give each its own',
        [...at, same, 'address'],
      ],
      [
        priority === 0,
        path,
        'only the first three have a priority of their own',
        'add priority: 40',
      ],
      [equal !== '' && priority > 0, path, both, 'give each another priority', [...at, equal]],
      [isVip, own, `${address} moves between the directors`, "give the director's own address"],
      [
        familyOf(address) !== family,
        own,
        `${address} is an ${other} address, and ${firstName} has one of ${family}: VRRP speaks one of both`,
        'give all of them addresses of one family; VIPs of the other go along',
      ],
    ];
  });
  return [
    ...each,
    [
      externalVips,
      ['vips'],
      'external leaves the VIPs to another tool, and keepalived moves them itself',
      'remove the key',
    ],
    [
      directors.length < 2,
      at,
      'one director alone has nobody to take over from it',
      'name two or more, such as lb2: { address: 192.0.2.2 }',
    ],
    [
      directors.length > 0 && advertisedVip(keepalived, cluster.vips) === undefined,
      [...at, firstName, 'address'],
      `${first} is an ${family} address, and the cluster has no ${family} VIP that VRRP could be about`,
      `give ${other} addresses of the directors, or add an ${family} VIP`,
    ],
    [
      family === 'IPv6' && vrrp === 'multicast',
      ['keepalived', 'vrrp'],
      'multicast of VRRP for IPv6 wants a link-local VIP before all others',
      'remove the key: unicast needs none',
    ],
  ];
}

function realServerRules(
  { mode }: Cluster,
  { realServers, nodes }: Director,
  { directors, sync }: Keepalived,
): Rule[] {
  const names = nodes.map(({ target }) => target.name);
  const old = nodes.find(({ target }) => !target.hasBackupOnly)?.target.name;
  const without = names.find((name) => !knowsKeyword(name, 'real_server', 'lvs_method'));
  return realServers.flatMap(({ address, weight, mode: own = mode }, index): Rule[] => {
    const at = ['realServers', index];
    const isLocal = directors.some((one) => one.address === address);
    const again = `${address} is a director, and the one without the VIPs would balance again what the other sends it`;
    return [
      [
        isLocal && mode === 'nat',
        [...at, 'address'],
        `${address} is a director: in mode nat its replies to itself would not pass through IPVS`,
        'use mode dr, in which directors can serve as well',
      ],
      [
        isLocal && mode !== 'nat' && old !== undefined,
        [...at, 'address'],
        `${again}: ${old ?? ''} has no backup_only, which prevents that`,
        'use other real servers, or a later target',
      ],
      [
        isLocal && mode !== 'nat' && old === undefined && sync === false,
        [...at, 'address'],
        `${again}: what prevents that needs the sync daemon`,
        'add sync: true to keepalived',
      ],
      [
        weight === 0 && names.includes('el8'),
        [...at, 'weight'],
        'keepalived 2.1.5 of el8 takes the weight 0 for 1',
        'remove the real server instead',
      ],
      [
        own !== mode && without !== undefined,
        [...at, 'mode'],
        unknown(without ?? '', 'lvs_method'),
        'give these real servers a cluster of their own',
      ],
    ];
  });
}
