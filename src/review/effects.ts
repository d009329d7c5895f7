import { healthText } from '../explain/keepalived.ts';
import { persistenceText, realServerText, serviceText } from '../explain/services.ts';
import type { Cluster, Director } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';
import { some } from './text.ts';

/** Keys of a cluster and of its director that a running service does not see. */
export const quietKeys: readonly string[] = ['description', 'rpm', 'chkconfig', 'before'];

/** Keys that are told of by themselves. */
const toldKeys: readonly string[] = [
  ...['name', 'service', 'nodes', 'targets', 'initSystems', 'director', 'mode', 'vips'],
  ...['externalVips', 'services', 'realServers', 'guard', 'check', 'sorryServer'],
  'keepalived.directors',
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
  const services = ({ services }: Director): Item[] =>
    services.map((service) => {
      // On other VIPs, a service comes and goes with them.
      const vips = kept.filter((vip) => service.vips.includes(vip));
      const { scheduler } = service;
      const isMark = service.kind === 'mark';
      const name = isMark ? `mark ${service.mark}` : `${service.protocol} ${service.port}`;
      const place = vips.length === kept.length ? '' : `on ${some(vips)}`;
      const spread = [scheduler, persistenceText(service), healthText(service)];
      const words = [serviceText(service), place, ...spread];
      const places = [...vips, ...(isMark ? service.ports : [])];
      return { name, words: words.filter((part) => part !== '').join(', '), places };
    });
  const realServers = (director: Director): Item[] =>
    director.realServers.map((one) => {
      return { name: one.address, words: realServerText(one), places: [one.port] };
    });
  const directors = ({ keepalived }: Director): Item[] =>
    (keepalived?.directors ?? []).map(({ name, address, priority }) => {
      return { name, words: `${name}, ${address}, priority ${priority}`, places: [address] };
    });
  const end = '; its connections end';
  const serverEnd = now.keepalived ? end : `${end}, unless drain has let them end before`;
  return [
    ...found,
    ...itemEffects('service', services(old), services(now), end),
    ...itemEffects('real server', realServers(old), realServers(now), serverEnd),
    ...itemEffects('director', directors(old), directors(now), ''),
    ...settingEffects(from === to ? old : { ...old, interface: now.interface }, now),
  ];
}

/** A thing in a list: how it is told apart and told, and where it takes connections. */
interface Item {
  readonly name: string;
  readonly words: string;
  readonly places: readonly unknown[];
}

function itemEffects(noun: string, before: Item[], after: Item[], end: string): string[] {
  const gone = before.filter((old) => !after.some(({ name }) => name === old.name));
  return [
    ...gone.map(({ words }) => `deletes the ${noun} ${words}${end}`),
    ...after.flatMap(({ name, words, places }) => {
      const old = before.find((one) => one.name === name);
      if (old === undefined) return [`adds the ${noun} ${words}`];
      if (old.words === words) return [];
      const isFewer = old.places.some((place) => !places.includes(place));
      const ends = isFewer ? '; where it no longer is, connections end' : '';
      return [`changes the ${noun} ${old.words} to ${words}${ends}`];
    }),
  ];
}

/** What else changes, by the keys of the config, so that nothing is left out. */
function settingEffects(before: object, after: object): readonly string[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    if (is === undefined) return [`no longer sets ${key} (${was ?? ''})`];
    const isLess = key.startsWith('arp.') && Number(is) < Number(was);
    const late = isLess ? ', when the last script on the host has stopped' : '';
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
