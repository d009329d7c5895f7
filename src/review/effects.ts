import { phrase } from '../base/quote.ts';
import { persistenceText, serviceText } from '../explain/services.ts';
import type { Cluster } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';

type Director = NonNullable<Cluster['director']>;
type VirtualService = Director['services'][number];
type RealServer = Director['realServers'][number];

/** Keys of a cluster and of its director that a running service does not see. */
export const quietKeys: readonly string[] = ['description', 'rpm', 'chkconfig', 'before'];

/** Keys that are told of by themselves. */
const toldKeys: readonly string[] = [
  ...['name', 'service', 'nodes', 'targets', 'initSystems', 'director', 'mode', 'vips'],
  ...['externalVips', 'services', 'realServers', 'guard'],
];

/** The interface that the script of a role puts the VIPs on; undefined where it leaves them alone. */
export function deviceOf({ mode, director }: Cluster, role: RoleName): string | undefined {
  if (role === 'real-server') return { dr: 'lo', tun: 'tunl0', nat: undefined }[mode];
  return director?.externalVips === true ? undefined : director?.interface;
}

/** What a reload does on the hosts of a role. Where connections end by it, it says so, with "connections end". */
export function effects(role: RoleName, before: Cluster, after: Cluster): readonly string[] {
  const [from, to] = [deviceOf(before, role), deviceOf(after, role)];
  const vips: readonly string[] = before.vips;
  const kept = after.vips.filter((vip) => vips.includes(vip));
  const found: string[] = [];
  if (role === 'director' || to !== undefined) {
    found.push(...vipEffects(vips, after.vips, to ?? 'the services'));
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
    ...settingEffects(from === to ? old : { ...old, interface: now.interface }, now),
  ];
}

function vipEffects(before: readonly string[], after: readonly string[], device: string): string[] {
  const gone = before.filter((vip) => !after.includes(vip));
  const fresh = after.filter((vip) => !before.includes(vip));
  const its = gone.length === 1 ? 'its' : 'their';
  return [
    ...(gone.length > 0 ? [`takes ${some(gone)} off ${device}; ${its} connections end`] : []),
    ...(fresh.length > 0 ? [`adds ${some(fresh)} to ${device}`] : []),
  ];
}

function serviceName(service: VirtualService): string {
  return service.kind === 'mark' ? `mark ${service.mark}` : `${service.protocol} ${service.port}`;
}

/** @param kept the VIPs that there are before and after: on others, a service comes and goes with them */
function serviceEffect([old, now]: Pair<VirtualService>, kept: readonly string[]): string[] {
  const vipsOf = ({ vips }: VirtualService): readonly string[] =>
    kept.filter((one) => vips.some((vip) => vip === one));
  const partsOf = (service: VirtualService): readonly unknown[] =>
    service.kind === 'mark' ? [...vipsOf(service), ...service.ports] : vipsOf(service);
  const words = (service: VirtualService): string => {
    const vips = vipsOf(service);
    const place = vips.length === kept.length ? [] : [`on ${some(vips)}`];
    const persistence = persistenceText(service);
    const more = persistence === '' ? [] : [persistence];
    return [serviceText(service), ...place, service.scheduler, ...more].join(', ');
  };
  if (old === undefined) return now ? [`adds the service ${words(now)}`] : [];
  if (now === undefined) return [`deletes the service ${words(old)}; its connections end`];
  if (isEqual({ ...old, vips: vipsOf(old) }, { ...now, vips: vipsOf(now) })) return [];
  const isLess = partsOf(old).some((part) => !partsOf(now).includes(part));
  const end = isLess ? '; where it no longer is, connections end' : '';
  return [`changes the service ${words(old)} to ${words(now)}${end}`];
}

function realServerEffect([old, now]: Pair<RealServer>): string[] {
  if (!old) return now ? [`adds the real server ${now.address}, weight ${now.weight}`] : [];
  const name = `the real server ${old.address}`;
  const drained = 'its connections end, unless drain has let them end before';
  if (!now) return [`deletes ${name} at once; ${drained}`];
  if (old.port !== now.port)
    return [`replaces ${name}, since its port changes; its connections end`];
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
function settingsOf(of: object): ReadonlyMap<string, string> {
  const entries = Object.entries(of).filter(([key]) => ![...toldKeys, ...quietKeys].includes(key));
  const flat = entries.flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ key, value }];
    return Object.entries(value).map(([inner, one]) => ({
      key: `${key}.${inner}`,
      value: one as unknown,
    }));
  });
  const textOf = (value: unknown): string => JSON.stringify([value]).replaceAll(/["[\]]/g, '');
  const texts = flat.map(({ key, value }) => [key, textOf(value).replaceAll(',', ', ')] as const);
  return new Map(texts.filter(([, text]) => !['', '0', 'null'].includes(text)));
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
  const names = [...new Set([...before, ...after].map(nameOf))];
  return names.map((name) => [old?.get(name), now?.get(name)]);
}

/** The first ten of some addresses, and how many there are beyond. */
export function some(items: readonly string[]): string {
  if (items.length <= 10) return phrase(items, 'and');
  return `${items.slice(0, 10).join(', ')} and ${items.length - 10} more`;
}
