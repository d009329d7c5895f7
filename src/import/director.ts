import type { IpvsService } from '../audit/ipvsadm.ts';
import { fillIn, Remark, written } from './document.ts';
import { type Draft, offered } from './draft.ts';
import { type FoundKeepalived, readKeepalived } from './keepalived.ts';
import { type FoundService, type Part, placeText, textOf } from './part.ts';

/** The address of a director of VS/NAT towards its real servers: the one that no service is on. */
export function insideOf({ directors, vips, mode }: Draft): Part['vips'][number] | undefined {
  if (mode !== 'nat') return undefined;
  const isInside = (one: Part['vips'][number]): boolean => !vips.has(textOf(one.value.address));
  return [...directors].flatMap(offered).find(isInside);
}

/** What the config says of a director, but for how it is started. */
export function directorOf(draft: Draft): object {
  const { vips } = draft;
  const directors = [...draft.directors];
  const own = directors.flatMap(offered).filter(({ value }) => vips.has(textOf(value.address)));
  const outside = own[0]?.value.device;
  const inside = insideOf(draft)?.value.device;
  const configurations = directors
    .filter(({ understood }) => understood.kind === 'keepalived')
    .map(({ text, understood }) => readKeepalived(text, understood.file, vips));
  return {
    interface: outside ?? fillIn('where the VIPs are, towards the clients'),
    insideInterface: inside === outside ? undefined : inside,
    keepalived: keepalivedOf(configurations),
    services: servicesOf(draft, configurations),
    realServers: realServersOf(draft),
    ...(Object.assign({}, ...directors.map(({ tuning }) => tuning)) as object),
  };
}

function keepalivedOf(configurations: readonly FoundKeepalived[]): object | undefined {
  const [first] = configurations;
  if (first === undefined) return undefined;
  const all = configurations.flatMap(({ directors }) => directors);
  const byAddress = new Map<unknown, (typeof all)[number]>();
  for (const one of all) {
    const { address } = one.settings;
    const known = byAddress.get(address);
    if (known?.settings['priority'] === undefined) byAddress.set(address, { ...known, ...one });
  }
  const found = [...byAddress.values()].toSorted(byPriority);
  const directors: Record<string, unknown> = {};
  for (const { name, settings } of found) {
    const free =
      name !== undefined && !(name in directors) ? name : `lb${Object.keys(directors).length + 1}`;
    directors[free] = settings;
  }
  if (found.length === 1) directors['lb2'] = { address: fillIn('the other director') };
  return { ...first.settings, directors };
}

const byPriority = (left: FoundKeepalived['directors'][number], right: typeof left): number =>
  Number(right.settings['priority'] ?? 0) - Number(left.settings['priority'] ?? 0);

/** Services that differ in nothing but their VIPs are one. */
function servicesOf(
  { services, vips, directors }: Draft,
  configurations: readonly FoundKeepalived[],
): unknown[] {
  const byText = new Map<string, { service: FoundService; settings: object; on: unknown[] }>();
  for (const service of services) {
    const { value } = service;
    const health = configurations.map((one) => one.health.get(value.name)).find(Boolean);
    const settings = { ...serviceOf(value, directors), ...health };
    const same = JSON.stringify(settings);
    const entry = byText.get(same) ?? { service, settings, on: [] };
    byText.set(same, entry);
    if (value.address !== undefined) entry.on.push(textOf(value.address));
  }
  return [...byText.values()].map(({ service, settings, on }) => {
    const isEverywhere = on.length === 0 || on.length === vips.size;
    const one = isEverywhere ? settings : { ...settings, vips: on };
    const moved = service.servers.find(
      ({ value }) => value.mode !== 'nat' && value.port !== service.value.port,
    );
    if (moved === undefined) return one;
    const text = `not taken over: port ${moved.value.port ?? '?'} of a real server, which only VS/NAT can have`;
    return new Remark(one, `${text} (${placeText(moved.place)})`);
  });
}

function serviceOf(service: IpvsService, directors: ReadonlySet<Part>): object {
  const { mark, protocol, port, scheduler, persistence, netmask, onePacket } = service;
  const rules = [...directors].flatMap(({ marks }) => marks).filter((one) => one.mark === mark);
  const marked = rules.flatMap(({ ports }) => ports);
  const where =
    service.address !== undefined
      ? { port: port ?? fillIn('the port') }
      : {
          mark: mark ?? fillIn('the mark'),
          ports: marked.length > 0 ? [...new Set(marked)] : [fillIn('the ports that get the mark')],
        };
  const used = rules[0]?.protocol ?? protocol;
  const isPrefix = /^\d+$/.test(netmask ?? '');
  return {
    ...where,
    protocol: used === 'tcp' ? undefined : used,
    scheduler: scheduler === 'wlc' ? undefined : scheduler,
    onePacket: onePacket || undefined,
    persistence,
    persistenceNetmask: isPrefix || netmask === '255.255.255.255' ? undefined : netmask,
    persistencePrefix: isPrefix ? Number(netmask) : undefined,
  };
}

function realServersOf({ mode, services }: Draft): unknown[] {
  const [first] = services;
  if (first === undefined || first.servers.length === 0) {
    return [{ address: fillIn('the real servers') }];
  }
  return first.servers.map(({ value, place }) => ({
    address: written({ value: value.address, place }),
    weight: value.weight === 1 ? undefined : (value.weight ?? fillIn('the weight')),
    port: mode === 'nat' && value.port !== first.value.port ? value.port : undefined,
    mode: value.mode === mode ? undefined : value.mode,
  }));
}
