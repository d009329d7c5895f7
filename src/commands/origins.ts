import { keyText } from '../model/problem.ts';
import type { Resolved } from '../config/resolve.ts';
import type { RelatedPlace } from '../base/diagnostic.ts';

/** Finds where the cluster stands that a file was rendered from; undefined for one that no config has any longer. */
export type Origins = (cluster: string) => RelatedPlace | undefined;

/** The origins of what these configs are rendered to. */
export function originsOf({ configs }: Resolved): Origins {
  const owners = new Map(
    configs.flatMap(({ clusters, origin }) =>
      clusters.map(({ name }): [string, typeof origin] => [name, origin]),
    ),
  );
  return (cluster) => {
    const { file, locate } = owners.get(cluster) ?? {};
    if (file === undefined) return undefined;
    const path = ['clusters', cluster];
    const position = locate?.(path, 'key').position;
    const key = keyText(path);
    const message = `rendered from ${key}`;
    return { file, message, key, ...(position === undefined ? {} : { position }) };
  };
}
