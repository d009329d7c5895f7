import type { Location } from '../output/file-change.ts';

/** Whose file it is. */
export interface Place {
  /** As the output folder has it, such as `web`. */
  readonly cluster: string;
  /** The same with the output folder in front where there are several: what tells it from others. */
  readonly owner: string;
  readonly role: string;
  readonly target: string;
  /** Below the folder of the cluster, with `/` at its start. */
  readonly rest: string;
}

/** Reads whose a file is from its path; the manifest is nobody's. */
export function placeOf({ out, path }: Location): Place {
  const [cluster = '', role = '', target = ''] = path.split('/', 3);
  return { cluster, owner: out + cluster, role, target, rest: path.slice(cluster.length) };
}
