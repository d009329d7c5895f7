import { phrase } from '../base/words.ts';
import type { Cluster, Director, VirtualService } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';

/** Keys of a cluster and of its director that a running service does not see. */
export const quietKeys: readonly string[] = ['description', 'rpm', 'chkconfig', 'before'];

/** Keys that are told of by themselves. */
const toldKeys: readonly string[] = [
  ...['name', 'service', 'nodes', 'targets', 'initSystems', 'director', 'mode', 'vips'],
  ...['externalVips', 'services', 'realServers', 'guard', 'check', 'sorryServer'],
  'keepalived.directors',
];

const otherPassword =
  'keepalived.password changes: reload all directors at once, since with different ones each is master and connections end';

/** The first ten of some addresses, and how many there are beyond. */
export function some(addresses: readonly string[]): string {
  if (addresses.length <= 10) return phrase(addresses);
  return `${addresses.slice(0, 10).join(', ')} and ${addresses.length - 10} more`;
}

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
    const left = `leaves ${some(kept)} to another tool; where none adds them, connections end`;
    found.push(to === undefined ? left : `moves ${some(kept)} to ${to}`);
  }
  const [old, now] = [before.director, after.director];
  if (role !== 'director' || !old || !now) {
    return [...found, ...settingEffects(before, after, toldKeys)];
  }
  const services = ({ services }: Director): Items =>
    services.map((service) => {
      // On other VIPs, a service comes and goes with them.
      const vips = kept.filter((vip) => service.vips.includes(vip));
      const isOnly = services.filter((one) => nameOf(one) === nameOf(service)).length === 1;
      const name = nameOf(service) + (isOnly ? '' : ` on ${some(service.vips)}`);
      return [name, { ...service, vips }];
    });
  const realServers = ({ realServers }: Director): Items =>
    realServers.map((one) => [one.address + (one.port ? ` port ${one.port}` : ''), one]);
  const directors = ({ keepalived }: Director): Items =>
    (keepalived?.directors ?? []).map((one) => [one.name, one]);
  const end = '; its connections end';
  const drained = now.keepalived ? end : `${end}, unless drain has let them end before`;
  return [
    ...found,
    ...itemEffects('service', services(old), services(now), end),
    ...itemEffects('real server', realServers(old), realServers(now), drained),
    ...itemEffects('director', directors(old), directors(now), ''),
    ...settingEffects(from === to ? old : { ...old, interface: now.interface }, now, toldKeys),
  ];
}

function nameOf(service: VirtualService): string {
  return `${service.protocol} ${service.kind === 'mark' ? `mark ${service.mark}` : `port ${service.port}`}`;
}

/** The things in a list: how each is called, and its settings. */
type Items = (readonly [name: string, settings: object])[];

function itemEffects(noun: string, before: Items, after: Items, end: string): string[] {
  const [old, now] = [new Map(before), new Map(after)];
  const gone = [...old.keys()].filter((name) => !now.has(name));
  return [
    ...gone.map((name) => `deletes the ${noun} ${name}${end}`),
    ...[...now].flatMap(([name, settings]) => {
      const was = old.get(name);
      if (was === undefined) return `adds the ${noun} ${name}`;
      return settingEffects(was, settings).map((text) => `${noun} ${name}: ${text}`);
    }),
  ];
}

/** What else changes, by the keys of the config, so that nothing is left out. */
function settingEffects(before: object, after: object, told: readonly string[] = []): string[] {
  const [old, now] = [settingsOf(before, told), settingsOf(after, told)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was = 'none', is = 'none'] = [old.get(key), now.get(key)];
    if (was === is) return [];
    if (key === 'keepalived.password') return [otherPassword];
    const isLess = was.split(', ').some((one) => !is.split(', ').includes(one));
    const isLoose = key.startsWith('arp.') && Number(is) < Number(was);
    let note = isLoose ? ', when the last script on the host has stopped' : '';
    if (key === 'gateway') note = '; where that is another director, connections end';
    if (isLess && /^(ports|vips)$/.test(key)) note = '; where it no longer is, connections end';
    return [`${key} ${was} -> ${is}${note}`];
  });
}

/** Values as text by their keys, such as `arp.ignore`, but for keys that are told otherwise; a timeout of 0 is none. */
function settingsOf(of: object, told: readonly string[], above = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(of).flatMap(([name, value]: [string, unknown]) => {
    const key = above + name;
    if (told.includes(key) || quietKeys.includes(key)) return [];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return [...settingsOf(value, told, `${key}.`)];
    }
    const text = JSON.stringify([value])
      .replaceAll(/["[\]{}]/g, '')
      .replaceAll(',', ', ');
    const isNone = text === '' || text === 'null' || (text === '0' && above === 'timeouts.');
    return isNone ? [] : [[key, text] as const];
  });
  return new Map(entries);
}
