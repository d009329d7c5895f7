import type { IpvsService } from '../audit/ipvsadm.ts';
import type { Block } from '../audit/configuration.ts';
import type { Mode } from '../model/schema-values.ts';
import { fillIn, noted, written } from './document.ts';
import { healthOf, keepalivedOf, unread } from './keepalived.ts';
import { type Address, offered, type Part, placeText, type Service } from './part.ts';

/** A cluster as the files have it: one farm of real servers, and all that is said of it. */
export interface Draft {
  readonly mode: Mode;
  /** Its real servers, if they are known. */
  readonly farm?: string;
  /** By their texts, from the first place that has each. */
  readonly vips: Map<string, Address>;
  /** The files of its real servers, and those of its directors. */
  readonly holders: Set<Part>;
  readonly directors: Set<Part>;
  readonly services: Service[];
}

export function addVip({ vips }: Draft, vip: Address): void {
  if (!vips.has(vip.text)) vips.set(vip.text, vip);
}

/** What the config says of a cluster. Keys that are undefined are absent. */
export function clusterOf(draft: Draft): unknown {
  const { mode, vips } = draft;
  const [holders, directors] = [[...draft.holders], [...draft.directors]];
  const arp = Object.assign({}, ...holders.map((part) => part.arp).toReversed()) as Part['arp'];
  const { ignore = 1, announce = 2 } = arp;
  const isUsual = mode === 'nat' || (ignore === 1 && announce === 2);
  const found = [...directors].flatMap(offered);
  const [outside] = found.filter(({ text }) => vips.has(text));
  // In VS/NAT a director has an address towards its real servers: the one that no service is on.
  const inside = mode === 'nat' ? found.find(({ text }) => !vips.has(text)) : undefined;
  const gateway = holders.flatMap((part) => part.gateway ?? []).at(-1);
  const guessed =
    inside && noted(inside.text, `a guess: no service is on it (${placeText(inside.place)})`);
  const cluster = {
    mode,
    vips: vips.size === 0 ? [fillIn('the VIPs')] : [...vips.values()].map(written),
    targets: targetsOf(holders.length > 0 ? holders : directors),
    ...startOf(holders),
    arp: isUsual ? undefined : { ignore, announce },
    gateway:
      mode !== 'nat'
        ? undefined
        : gateway
          ? written(gateway)
          : (guessed ?? fillIn("the director's address on the real servers' network")),
    director:
      directors.length === 0
        ? undefined
        : directorOf(draft, directors, outside?.device, inside?.device),
  };
  return noted(cluster, ...restOf(holders.filter((part) => !draft.directors.has(part))));
}

function directorOf(
  draft: Draft,
  directors: readonly Part[],
  outside: string | undefined,
  inside: string | undefined,
): unknown {
  const configurations = directors.map(({ blocks }) => blocks).filter(({ length }) => length > 0);
  const director = {
    targets: targetsOf(directors),
    interface: outside ?? fillIn('where the VIPs are, towards the clients'),
    insideInterface: inside === outside ? undefined : inside,
    keepalived: keepalivedOf(configurations, draft.vips),
    services: servicesOf(draft, configurations.flat()),
    realServers: realServersOf(draft),
    ...(Object.assign({}, ...directors.map(({ tuning }) => tuning)) as object),
    ...startOf(directors),
  };
  return noted(director, ...restOf(directors));
}

/** The operating systems, of which files say no more than what starts them. */
function targetsOf(parts: readonly Part[]): unknown {
  const kinds = parts.map(({ understood }) => understood.kind);
  const isSysv = kinds.includes('init-script') && !kinds.includes('unit');
  const others = kinds.includes('keepalived') ? ['el9'] : ['el7', 'el8', 'el9'];
  return noted(isSysv ? ['el6', 'el7'] : others, 'a guess: the files do not say which systems');
}

/** How the first file with a chkconfig line is started, and what starts after one of them. */
function startOf(parts: readonly Part[]): object {
  const lists = parts.flatMap(({ understood, text }) =>
    understood.kind === 'unit' ? Array.from(text.matchAll(/^\s*Before\s*=(.*)$/gm)) : [],
  );
  const before = [...new Set(lists.flatMap(([, list = '']) => list.split(/\s+/).filter(Boolean)))];
  const [chkconfig] = parts.flatMap(({ text }) => chkconfigOf(text) ?? []);
  return { chkconfig, before: before.length > 0 ? before : undefined };
}

/** What an init script says of chkconfig, where it is not the default; the levels of the LSB block go first. */
function chkconfigOf(text: string): object | undefined {
  const [, own = '-', start = '80', stop = '20'] =
    /^#\s*chkconfig:\s*(-|[0-6]+)\s+(\d{1,2})\s+(\d{1,2})\s*$/m.exec(text) ?? [];
  const [, lsb = ''] = /^#\s*Default-Start:[ \t]*([0-6 \t]*)$/m.exec(text) ?? [];
  const levels = lsb.replaceAll(/\s/g, '') || own;
  const isUsual = levels === '-' && start === '80' && stop === '20';
  return isUsual ? undefined : { levels, start: Number(start), stop: Number(stop) };
}

/** What the config has no word for. */
function restOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ blocks, rest }) => {
    const told = unread(blocks).map(({ place, keyword, words }) => {
      const why = keyword === 'real_server' ? ' (its check is not that of the first)' : '';
      return `not taken over: ${placeText(place)}: ${[keyword, ...words].join(' ')}${why}`;
    });
    return [...rest, ...told];
  });
}

/** Services that differ in nothing but their VIPs are one. */
function servicesOf(draft: Draft, blocks: readonly Block[]): unknown[] {
  const { services, vips, directors } = draft;
  const marks = [...directors].flatMap((part) => part.marks);
  const settings = services.map((service) => {
    const at = placeText(service.place);
    const server = blocks.find(({ place }) => placeText(place) === at);
    return { ...serviceOf(service, marks), ...(server && healthOf(server)) };
  });
  const names = settings.map((one) => JSON.stringify(one));
  return settings.flatMap((one, index) => {
    if (names.indexOf(names[index] ?? '') < index) return [];
    const same = services.filter((_, other) => names[other] === names[index]);
    const on = same.flatMap(({ address }) => address?.text ?? []);
    const isEverywhere = on.length === 0 || on.length === vips.size;
    return [{ ...one, vips: isEverywhere ? undefined : on }];
  });
}

function serviceOf(service: IpvsService, marks: Part['marks']): object {
  const { mark, protocol, port, scheduler, persistence, netmask, onePacket } = service;
  const rules = marks.filter((one) => one.mark === mark);
  const ports = [...new Set(rules.flatMap((one) => one.ports))];
  const told = {
    mark: mark ?? fillIn('the mark'),
    ports: ports.length > 0 ? ports : [fillIn('the ports that get the mark')],
  };
  const used = rules[0]?.protocol ?? protocol;
  const isPrefix = /^\d+$/.test(netmask ?? '');
  return {
    ...(service.address ? { port: port ?? fillIn('the port') } : told),
    protocol: used === 'tcp' ? undefined : used,
    scheduler: scheduler === 'wlc' ? undefined : scheduler,
    onePacket: onePacket || undefined,
    persistence,
    persistenceNetmask: isPrefix || netmask === '255.255.255.255' ? undefined : netmask,
    persistencePrefix: isPrefix ? Number(netmask) : undefined,
  };
}

function realServersOf({ mode, services: [first] }: Draft): unknown[] {
  if (first === undefined || first.servers.length === 0)
    return [{ address: fillIn('the real servers') }];
  return first.servers.map(({ address, weight, port, mode: own, place }) => ({
    address: written({ ...address, place }),
    weight: weight === 1 ? undefined : (weight ?? fillIn('the weight')),
    port: mode === 'nat' && port !== first.port ? port : undefined,
    mode: own === mode ? undefined : own,
  }));
}
