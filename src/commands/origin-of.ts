import { keyText } from '../config/key-text.ts';
import type { Resolved } from '../config/resolve.ts';
import type { RelatedPlace } from '../diagnostic.ts';

/** Where the cluster stands that a file was rendered from; undefined where the configs have no such cluster any more. */
export function originOf(cluster: string, { configs }: Resolved): RelatedPlace | undefined {
  const config = configs.find(({ clusters }) => clusters.some(({ name }) => name === cluster));
  const path = ['clusters', cluster];
  const { file, locate } = config?.origin ?? {};
  if (file === undefined) return undefined;
  const position = locate?.(path, 'key')?.position;
  const key = keyText(path);
  const message = `rendered from ${key}`;
  return { file, message, key, ...(position === undefined ? {} : { position }) };
}
