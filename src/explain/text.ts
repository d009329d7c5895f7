import type { Cluster } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';

/** Tells whether something is to be explained, by its place in the output: `cluster/role/target`. */
export type Selects = (path: string) => boolean;

/** What the scripts of a cluster do, in words; empty if nothing of it is selected. */
export function explainCluster({ name, mode, vips }: Cluster, _selects: Selects): string {
  return `Cluster ${name}, VS/${mode.toUpperCase()}\nVIPs: ${phrase(vips, 'and')}\n`;
}
