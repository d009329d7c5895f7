import { phrase } from '../base/quote.ts';
import { healthText } from '../explain/keepalived.ts';
import { persistenceText, serviceText } from '../explain/services.ts';
import type { Cluster, Director, RealServer, VirtualService } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';

/** Keys of a cluster and of its director that a running service does not see. */
export const quietKeys: readonly string[] = ['description', 'rpm', 'chkconfig', 'before'];

/** Keys that are told of by themselves. */
const toldKeys: readonly string[] = [
  ...['name', 'service', 'nodes', 'targets', 'initSystems', 'director', 'mode', 'vips'],
  ...['externalVips', 'services', 'realServers', 'guard', 'check', 'sorryServer'],
];

/** The interface that the script of a role puts the VIPs on; undefined where it leaves them alone. */
export function deviceOf({ mode, director }: Cluster, role: RoleName): string | undefined {
  if (role === 'real-server') return { dr: 'lo', tun: 'tunl0', nat: undefined }[mode];
  return director?.externalVips === true ? undefined : director?.interface;
}

/** What a reload does on the hosts of a role. Where connections end by it, it says so, with "connections end". */
export function effects(role: RoleName, before: Cluster, after: Cluster): readonly string[] {
  const [from, to] = [deviceOf(before, role), deviceOf(after, role)];
  const gone = before.vips.filter((vip) => !after.vips.includes(vip));
  const fresh = after.vips.filter((vip) => !before.vips.includes(vip));
  const kept = after.vips.filter((vip) => before.vips.includes(vip));
  const found: string[] = [];
  if (role === 'director' || to !== undefined) {
    const place = to ?? 'the services';
    if (gone.length > 0) found.push(`takes ${some(gone)} off ${place}; connections end`);
    if (fresh.length > 0) found.push(`adds ${some(fresh)} to ${place}`);
  }
  if (from !== to && kept.length > 0) {
    found.push(
      to === undefined
        ? `takes ${some(kept)} off ${from ?? ''}; where no other tool adds them, connections end`
        : `adds ${some(kept)} to ${to} instead of ${from ?? 'another tool'}`,
    );
  }
  const [old, now] = [before.director, after.director];
  if (role !== 'director' || !old || !now) return [...found, ...settingEffects(before, after)];
  return [
    ...found,
    ...pairs(old.services, now.services, serviceName).flatMap((pair) => serviceEffect(pair, kept)),
    ...pairs(old.realServers, now.realServers, (one) => one.address).flatMap(realServerEffect),
    ...settingEffects(
      inWords(from === to ? old : { ...old, interface: now.interface }),
      inWords(now),
    ),
  ];
}

/** With a line for each director of keepalived. */
function inWords(director: Director): object {
  const { keepalived } = director;
  const directors = keepalived?.directors.map(
    (one) => `${one.name} (${one.address} on ${one.interface} with priority ${one.priority})`,
  );
  return keepalived ? { ...director, keepalived: { ...keepalived, directors } } : director;
}

function serviceName(service: VirtualService): string {
  return service.kind === 'mark' ? `mark ${service.mark}` : `${service.protocol} ${service.port}`;
}

/** @param kept the VIPs that there are before and after: on others, a service comes and goes with them */
function serviceEffect([old, now]: Pair<VirtualService>, kept: readonly string[]): string[] {
  const on = (service: VirtualService): VirtualService => {
    return { ...service, vips: kept.filter((vip) => service.vips.includes(vip)) };
  };
  const words = (service: VirtualService): string => {
    const { vips } = on(service);
    const place = vips.length === kept.length ? '' : `on ${some(vips)}`;
    const parts = [serviceText(service), place, service.scheduler, persistenceText(service)];
    parts.push(healthText(service));
    return parts.filter((part) => part !== '').join(', ');
  };
  if (old === undefined) return now ? [`adds the service ${words(now)}`] : [];
  if (now === undefined) return [`deletes the service ${words(old)}; its connections end`];
  if (isEqual(on(old), on(now))) return [];
  const placesOf = (service: VirtualService): readonly unknown[] => [
    ...on(service).vips,
    ...(service.kind === 'mark' ? service.ports : []),
  ];
  const isLess = placesOf(old).some((place) => !placesOf(now).includes(place));
  const end = isLess ? '; where it no longer is, connections end' : '';
  return [`changes the service ${words(old)} to ${words(now)}${end}`];
}

function realServerEffect([old, now]: Pair<RealServer>): string[] {
  if (!old) return now ? [`adds the real server ${now.address}, weight ${now.weight}`] : [];
  const name = `the real server ${old.address}`;
  const drained = 'its connections end, unless drain has let them end before';
  if (!now) return [`deletes ${name} at once; ${drained}`];
  if (old.port !== now.port) {
    return [`replaces ${name}, since its port changes; its connections end`];
  }
  const rest = now.weight === 0 ? ': it gets no new connections' : '';
  const weight = `gives ${name} the weight ${now.weight} instead of ${old.weight}${rest}`;
  const mode = `forwards new connections to ${name} by ${now.mode ?? 'the mode of the cluster'}`;
  return [...(old.weight === now.weight ? [] : [weight]), ...(old.mode === now.mode ? [] : [mode])];
}

/** What else changes, by the keys of the config, so that nothing is left out. */
function settingEffects(before: object, after: object): readonly string[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    if (is === undefined) return [`no longer sets ${key} (${was ?? ''})`];
    const isLate = key.startsWith('arp.') && Number(is) < Number(was);
    const late = isLate ? ', when the last script on the host has stopped' : '';
    const end = key === 'gateway' ? '; where that is another director, connections end' : '';
    return [`sets ${key} to ${is}${was === undefined ? '' : ` instead of ${was}`}${late}${end}`];
  });
}

/** Values as text by their keys, such as `arp.ignore`; a timeout of 0 is none. */
function settingsOf(of: object, above = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(of).flatMap(([name, value]: [string, unknown]) => {
    const key = above + name;
    if ([...toldKeys, ...quietKeys].includes(key)) return [];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return [...settingsOf(value, `${key}.`)];
    }
    const text = JSON.stringify([value])
      .replaceAll(/["[\]{}]/g, '')
      .replaceAll(',', ', ');
    return ['', '0', 'null'].includes(text) ? [] : [[key, text] as const];
  });
  return new Map(entries);
}

export function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A thing before and after. */
type Pair<Item> = readonly [Item | undefined, Item | undefined];

function pairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Pair<Item>[] {
  const [old, now] = [before, after].map((all) => new Map(all.map((one) => [nameOf(one), one])));
  const names = new Set([...before, ...after].map(nameOf));
  return Array.from(names, (name) => [old?.get(name), now?.get(name)]);
}

/** The first ten of some addresses, and how many there are beyond. */
export function some(items: readonly string[]): string {
  if (items.length <= 10) return phrase(items);
  return `${items.slice(0, 10).join(', ')} and ${items.length - 10} more`;
}
