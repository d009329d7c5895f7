import { foreignKeyFault } from '../config/unknown-keys.ts';
import { isPlainMap } from '../config/plain-map.ts';
import type { KeyPath } from '../model/problem.ts';
import type { Mode } from '../model/schema-values.ts';
import type { Part } from './fields.tsx';

/** What the page opens with: the four-line cluster. */
export const example = `clusters:
  web:
    mode: dr
    vips: [192.168.10.12]
    targets: [el6, el7]
`;

/** A cluster that is added to others. */
export const newCluster = { mode: 'dr', vips: ['192.168.20.12'], targets: ['el9'] };

/** A director in front of two real servers, on the network of the first VIP. */
export function defaultDirector(part: Part): object {
  const network = part.read('mode') === 'nat' ? part.read('gateway') : firstVip(part);
  return {
    targets: part.read('targets') ?? ['el7'],
    interface: 'eth0',
    services: [{ port: 80 }],
    realServers: [{ address: neighbour(network, 21) }, { address: neighbour(network, 22) }],
  };
}

/** Two directors on the network of the first VIP. */
export function defaultKeepalived(part: Part): object {
  const directors = { lb1: 2, lb2: 3 };
  return {
    virtualRouterId: 51,
    directors: Object.fromEntries(
      Object.entries(directors).map(([name, host]) => [
        name,
        { address: neighbour(firstVip(part), host) },
      ]),
    ),
  };
}

/** One more real server, beside the last one. */
export function nextRealServer(part: Part): object {
  const all = part.read('director', 'realServers');
  const last: unknown = Array.isArray(all) ? all.at(-1) : undefined;
  const address = isPlainMap(last) ? last['address'] : undefined;
  const host = Number(/(\d+)$/.exec(String(address))?.[1] ?? 20);
  return { address: neighbour(address ?? firstVip(part), host + 1) };
}

/** Changes the mode, and takes away what only others have. */
export function switchMode(part: Part, mode: Mode): void {
  part.write(['mode'], mode);
  const walk = (value: unknown, path: KeyPath): void => {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) walk(item, [...path, index]);
    if (!isPlainMap(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const inside = [...path, key];
      if (foreignKeyFault(['clusters', '', ...inside], mode)) part.write(inside, undefined);
      else walk(inner, inside);
    }
  };
  walk(part.read(), []);
  if (mode === 'nat' && part.read('gateway') === undefined) part.write(['gateway'], '10.0.0.1');
}

function firstVip(part: Part): unknown {
  const vips = part.read('vips');
  return Array.isArray(vips) ? vips[0] : undefined;
}

/** Another host on the network of an address. */
function neighbour(address: unknown, host: number): string {
  const network = /^.*[.:](?=[\da-f]*$)/i.exec(String(address))?.[0] ?? '192.168.10.';
  return `${network}${host}`;
}
