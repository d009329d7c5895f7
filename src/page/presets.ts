import { isPlainMap } from '../model/problem.ts';
import { foreignKeyFault } from '../config/schema-problems.ts';
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

/** A director in front of two real servers, on the network of the first VIP or of the gateway. */
export function defaultDirector(part: Part): object {
  const network = part.read('mode') === 'nat' ? part.read('gateway') : part.read('vips', 0);
  return {
    targets: part.read('targets') ?? ['el7'],
    interface: 'eth0',
    services: [{ port: 80 }],
    realServers: freeHosts(part, network, 21, 2),
  };
}

/** Two directors on the network of the first VIP. */
export function defaultKeepalived(part: Part): object {
  const [lb1, lb2] = freeHosts(part, part.read('vips', 0), 2, 2);
  return { virtualRouterId: 51, directors: { lb1, lb2 } };
}

/** One more real server, beside the others. */
export function nextRealServer(part: Part): object {
  const beside = part.read('director', 'realServers', 0, 'address') ?? part.read('vips', 0);
  return freeHosts(part, beside, 21, 1)[0] ?? {};
}

/** Addresses on the network of another one that the cluster does not have yet. */
function freeHosts(
  part: Part,
  beside: unknown,
  from: number,
  count: number,
): { address: string }[] {
  const network = /^.*[.:](?=[\da-f]*$)/i.exec(String(beside))?.[0] ?? '192.168.10.';
  const used = JSON.stringify(part.read());
  return Array.from({ length: 200 }, (_, index) => `${network}${from + index}`)
    .filter((address) => !used.includes(`"${address}"`))
    .slice(0, count)
    .map((address) => ({ address }));
}

/** Changes the mode, and takes away what only others have. */
export function switchMode(part: Part, mode: Mode): void {
  part.write(['mode'], mode);
  const clean = (value: unknown, path: KeyPath): void => {
    const entries = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(isPlainMap(value) ? value : {});
    for (const [key, inner] of entries) {
      const inside = [...path, key];
      if (foreignKeyFault(['clusters', '', ...inside], mode)) part.write(inside, undefined);
      else clean(inner, inside);
    }
  };
  clean(part.read(), []);
  if (mode === 'nat' && part.read('gateway') === undefined) part.write(['gateway'], '10.0.0.1');
}
