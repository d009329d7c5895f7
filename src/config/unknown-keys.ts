import type { KeyPath, Problem } from '../model/problem.ts';
import { quote } from '../model/quote.ts';
import { describeKeys, type KeyRow } from './describe-keys.ts';
import { nearest } from './nearest.ts';
import { plannedKey } from './not-yet.ts';

let rows: readonly KeyRow[] | undefined;

/** Made once: a config may have thousands of slips. */
function allKeys(): readonly KeyRow[] {
  rows ??= describeKeys();
  return rows;
}

/** An error for each key that the map at the path cannot have, with the one that was probably meant. */
export function unknownKeys(path: KeyPath, keys: readonly string[]): Problem[] {
  const known = knownKeys(path);
  return keys.map((key) => {
    const planned = path.length === 2 ? plannedKey(key) : undefined;
    return {
      severity: 'error',
      path: [...path, key],
      at: 'key',
      message: planned?.message ?? `there is no key ${quote(key)} ${whereabouts(path)}`,
      hint: planned?.hint ?? hintFor(key, known),
    };
  });
}

function hintFor(key: string, known: readonly string[]): string {
  if (key === '<<') return 'merge keys are not read: use an alias as the whole value of a key';
  const near = nearest(key, known);
  if (near !== undefined) return `did you mean ${near}?`;
  const elsewhere = allKeys().find((row) => row.key.endsWith(`.${key}`));
  return elsewhere === undefined
    ? `the keys here are ${known.join(', ')}`
    : `it belongs further down: ${elsewhere.key}`;
}

function whereabouts(path: KeyPath): string {
  if (path.length === 0) return 'at the top of a config';
  return path.length === 2 ? 'in a cluster' : `in ${String(path.at(-1))}`;
}

function knownKeys(path: KeyPath): string[] {
  const parent = path.map((step, depth) => `${depth === 1 ? '<name>' : step}.`).join('');
  return allKeys()
    .filter(({ key }) => key.startsWith(parent) && !key.slice(parent.length).includes('.'))
    .map(({ key }) => key.slice(parent.length));
}
