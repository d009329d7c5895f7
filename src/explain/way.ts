import type { Cluster } from '../model/cluster.ts';
import { explainMode } from './mode.ts';
import { serviceText } from './services.ts';

/** The way of a request and of its reply, hop by hop. */
export function wayOf(cluster: Cluster): (readonly [name: string, text: string])[] {
  const { director, vips } = cluster;
  const { request, reply } = explainMode(cluster);
  const [first] = director?.services ?? [];
  const vip = first?.vips[0] ?? vips[0] ?? '';
  const place = director === undefined ? '' : ` ${director.interface}`;
  const service = first === undefined ? '' : ` ${serviceText(first)}`;
  return [
    ['request', `client -> director${place}, ${vip}${service} -> ${request}`],
    ['reply', reply],
  ];
}
