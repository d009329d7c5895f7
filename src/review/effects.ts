import { phrase } from '../base/words.ts';
import { persistenceText, realServerText, serviceText } from '../explain/services.ts';
import type { Cluster, Director } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';

/** Keys of a cluster and of its director that a running service does not see. */
export const quietKeys: readonly string[] = ['description', 'rpm', 'chkconfig', 'before'];

/** Keys that are told of by themselves. */
const toldKeys: readonly string[] = [
  ...['name', 'service', 'nodes', 'targets', 'initSystems', 'director', 'mode', 'vips'],
  ...['externalVips', 'services', 'realServers', 'guard', 'check', 'sorryServer'],
  'keepalived.directors',
];

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
    found.push(
      to === undefined
        ? `takes ${some(kept)} off ${from ?? ''}; where no other tool adds them, connections end`
        : `adds ${some(kept)} to ${to} instead of ${from ?? 'another tool'}`,
    );
  }
  const [old, now] = [before.director, after.director];
  if (role !== 'director' || !old || !now) {
    return [...found, ...settingEffects(before, after, toldKeys)];
  }
  const services = ({ services }: Director): Item[] =>
    services.map(({ health, ...service }) => {
      // On other VIPs, a service comes and goes with them.
      const vips = kept.filter((vip) => service.vips.includes(vip));
      const { scheduler } = service;
      const protocol = service.protocol.toUpperCase();
      const place = vips.length === kept.length ? '' : `on ${some(vips)}, `;
      return {
        name: service.kind === 'mark' ? `mark ${service.mark}` : `${protocol} ${service.port}`,
        words: `${serviceText(service)}, ${place}${scheduler}`,
        settings: { ...service, ...health, vips, persistence: persistenceText(service) },
      };
    });
  const realServers = (director: Director): Item[] =>
    director.realServers.map((one) => {
      return { name: one.address, words: realServerText(one), settings: one };
    });
  const directors = ({ keepalived }: Director): Item[] =>
    (keepalived?.directors ?? []).map((one) => {
      const words = `${one.name}, ${one.address}, priority ${one.priority}`;
      return { name: one.name, words, settings: one };
    });
  const end = '; its connections end';
  const serverEnd = now.keepalived ? end : `${end}, unless drain has let them end before`;
  return [
    ...found,
    ...itemEffects('service', services(old), services(now), end),
    ...itemEffects('real server', realServers(old), realServers(now), serverEnd),
    ...itemEffects('director', directors(old), directors(now), ''),
    ...settingEffects(from === to ? old : { ...old, interface: now.interface }, now, toldKeys),
  ];
}

/** A thing in a list: how it is told apart and told, and its settings. */
interface Item {
  readonly name: string;
  readonly words: string;
  readonly settings: object;
}

function itemEffects(noun: string, before: Item[], after: Item[], end: string): string[] {
  const gone = before.filter((old) => !after.some(({ name }) => name === old.name));
  return [
    ...gone.map(({ words }) => `deletes the ${noun} ${words}${end}`),
    ...after.flatMap(({ name, words, settings }) => {
      const old = before.find((one) => one.name === name);
      if (old === undefined) return [`adds the ${noun} ${words}`];
      return settingEffects(old.settings, settings).map((text) => `${noun} ${name}: ${text}`);
    }),
  ];
}

/** What else changes, by the keys of the config, so that nothing is left out. */
function settingEffects(before: object, after: object, told: readonly string[] = []): string[] {
  const [old, now] = [settingsOf(before, told), settingsOf(after, told)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    let end = '';
    if (was === is) return [];
    const isLess = key.startsWith('arp.') && Number(is) < Number(was);
    const late = isLess ? ', when the last script on the host has stopped' : '';
    if (key === 'gateway') end = '; where that is another director, connections end';
    const isFewer = was?.split(', ').some((one) => !is?.split(', ').includes(one)) === true;
    if (key === 'port' || (isFewer && ['vips', 'ports'].includes(key))) {
      end = '; where it no longer is, connections end';
    }
    if (is === undefined) return [`no longer sets ${key} (${was ?? ''})${end}`];
    return [`sets ${key} to ${is}${was === undefined ? '' : ` instead of ${was}`}${late}${end}`];
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
