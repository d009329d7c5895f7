import type { Mode } from '../model/cluster-settings.ts';
import type { KeyPath, Problem } from '../model/problem.ts';
import { quote } from '../model/quote.ts';
import { allKeys, referenceKey } from './describe-keys.ts';
import { foreignKey } from './foreign-keys.ts';
import { keyText } from './key-text.ts';
import { nearest } from './nearest.ts';

/** An error for each key that the map at the path cannot have, with the one that was probably meant. */
export function unknownKeys(path: KeyPath, keys: readonly string[], mode?: Mode): Problem[] {
  const known = knownKeys(path).filter((key) => !foreignKey([...path, key], mode));
  return keys.map((key) => {
    const foreign = foreignKey([...path, key], mode);
    return {
      severity: 'error',
      path: [...path, key],
      at: 'key',
      message: foreign?.message ?? `there is no key ${quote(key)} ${whereabouts(path)}`,
      hint: foreign?.hint ?? hintFor(key, path, known),
    };
  });
}

function hintFor(key: string, path: KeyPath, known: readonly string[]): string {
  if (key === '<<') return 'a merge key stands in YAML, without quotes';
  const near = nearest(key, known);
  if (near !== undefined) return `did you mean ${near}?`;
  const elsewhere = allKeys().find((row) => row.key.endsWith(`.${key}`))?.key;
  if (elsewhere === undefined) return `the keys here are ${known.join(', ')}`;
  const isBelow = elsewhere.startsWith(`${referenceKey(path)}.`);
  return `${isBelow ? 'it belongs further down' : 'its place is another one'}: ${elsewhere}`;
}

function whereabouts(path: KeyPath): string {
  if (path.length === 0) return 'at the top of a config';
  if (path.length === 2) return 'in a cluster';
  const list = path.length - 2;
  return `in ${keyText(path.slice(typeof path.at(-1) === 'number' ? list : list + 1))}`;
}

function knownKeys(path: KeyPath): string[] {
  const parent = path.length === 0 ? '' : `${referenceKey(path)}.`;
  return allKeys()
    .filter(({ key }) => key.startsWith(parent) && !key.slice(parent.length).includes('.'))
    .map(({ key }) => key.slice(parent.length));
}
