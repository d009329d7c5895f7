import type { Location } from '../output/file-change.ts';
import { targetNames } from '../targets/index.ts';
import { codeSpan } from './markdown-text.ts';
import { placeOf } from './place.ts';

/** Several things in one sentence. */
export function enumerated(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A count with its noun, such as "1 file" or "3 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whose files these are, in a few words: the one name, or such as "40 clusters". */
export function ownersOf(files: readonly Location[]): string {
  const owners = unique(files.map((file) => placeOf(file).owner));
  return owners.length === 1 ? codeSpan(owners[0] ?? '') : counted(owners.length, 'cluster');
}

/** Which nodes these files are of, such as "real servers on el6 and el7". */
export function nodesOf(files: readonly Location[]): string {
  const places = files.map(placeOf);
  const roles = unique(places.map(({ role }) => role)).toSorted(byRole);
  return enumerated(
    roles.map((role) => {
      const targets = places.filter((place) => place.role === role).map(({ target }) => target);
      return `${nodesOfRole(role)} on ${enumerated(unique(targets).toSorted(byTarget))}`;
    }),
  );
}

/** What the nodes of a role are called. */
export function nodesOfRole(role: string): string {
  return `${role.replaceAll('-', ' ')}s`;
}

/** Orders systems as lvsgen lists them. */
export function byTarget(one: string, other: string): number {
  const known: readonly string[] = targetNames;
  return known.indexOf(one) - known.indexOf(other);
}

/** Orders roles: real servers first. */
export function byRole(one: string, other: string): number {
  return one < other ? 1 : -1;
}

/** Each of the items once, in the order of their first places. */
export function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
