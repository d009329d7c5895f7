import { codeSpan } from './markdown-text.ts';
import type { Review } from './review.ts';
import { byRole, byTarget, counted, enumerated, nodesOfRole, unique } from './words.ts';
import { placeOf } from './place.ts';
import { unitOf } from '../output/path-rules.ts';

/** So many clusters are named; of more, only their number is told. */
const mostNames = 3;

/** What became of the nodes of a cluster. */
type Fate = 'changed' | 'new' | 'gone';

/** Tells in one sentence how many files are concerned. */
export function counts({ changes }: Review): string {
  const kinds = [
    ['changed', 'changed'],
    ['added', 'added'],
    ['removed', 'removed'],
  ] as const;
  const numbers = kinds.flatMap(([kind, word]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [[count, word] as const];
  });
  const [first, ...rest] = numbers;
  if (first === undefined) return 'No file';
  const others = rest.map(([count, word]) => `${count} ${word}`);
  const owners = unique(changes.map((change) => placeOf(change).owner)).length;
  return `${enumerated([`${counted(first[0], 'file')} ${first[1]}`, ...others])}, in ${counted(owners, 'cluster')}`;
}

/** Which nodes are concerned and how: a row for each role, a column for each system. */
export function nodeTable(review: Review): string {
  const cells = new Map<string, Map<string, Map<Fate, Set<string>>>>();
  for (const change of review.changes) {
    const { owner, role, target } = placeOf(change);
    const row = put(cells, role, new Map<string, Map<Fate, Set<string>>>());
    const cell = put(row, target, new Map<Fate, Set<string>>());
    put(cell, fateOf(change.out + unitOf(change.path), review), new Set<string>()).add(owner);
  }
  const targets = unique([...cells.values()].flatMap((row) => [...row.keys()])).toSorted(byTarget);
  const lines = [...cells.keys()].toSorted(byRole).map((role) => {
    const row = targets.map((target) => textOf(cells.get(role)?.get(target)));
    return [nodesOfRole(role), ...row];
  });
  const header = [['', ...targets], ['', ...targets].map(() => '---')];
  return [...header, ...lines].map((line) => `| ${line.join(' | ')} |\n`).join('');
}

function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  const there = map.get(key);
  if (there !== undefined) return there;
  map.set(key, value);
  return value;
}

function fateOf(node: string, { nodesBefore, nodesAfter }: Review): Fate {
  if (!nodesBefore.has(node)) return 'new';
  return nodesAfter.has(node) ? 'changed' : 'gone';
}

function textOf(cell: ReadonlyMap<Fate, ReadonlySet<string>> | undefined): string {
  const fates: readonly Fate[] = ['changed', 'new', 'gone'];
  const texts = fates.flatMap((fate) => {
    const owners = [...(cell?.get(fate) ?? [])].toSorted();
    if (owners.length === 0) return [];
    const names =
      owners.length > mostNames ? [counted(owners.length, 'cluster')] : owners.map(inCell);
    return [`${names.join(', ')} ${fate}`];
  });
  return texts.join('; ');
}

/** A cell of a table ends at a bar, in code too. */
function inCell(name: string): string {
  return codeSpan(name).replaceAll('|', '\\|');
}
