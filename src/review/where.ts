import type { Location } from '../output/file-change.ts';
import { codeSpan } from './markdown-text.ts';
import { withoutName } from './own-name.ts';
import { placeOf } from './place.ts';
import { counted } from './words.ts';

/** Beyond so many characters a list is folded. */
const longestOpenList = 300;

/** Clusters that have the same files, but for the name. */
interface Row {
  readonly owners: readonly string[];
  /** Their paths with * for the name. */
  readonly patterns: readonly string[];
  /** The paths of the first of them. */
  readonly paths: readonly string[];
}

/**
 * Lists where something applies: clusters with the same files together, and the largest number of them first.
 *
 * @param most so many rows, and so many names in each, are listed
 */
export function where(files: readonly Location[], most: number): string {
  const rows = rowsOf(files);
  const lines = rows.slice(0, most).flatMap((row) => linesOf(row, most));
  if (rows.length > most) lines.push(`- and ${rows.length - most} more such lists`);
  const list = `${lines.join('\n')}\n`;
  if (list.length <= longestOpenList) return list;
  const owners = new Set(rows.flatMap((row) => row.owners)).size;
  const summary = `${counted(files.length, 'file')} of ${counted(owners, 'cluster')}`;
  return `<details><summary>${summary}</summary>\n\n${list}\n</details>\n`;
}

function rowsOf(files: readonly Location[]): readonly Row[] {
  const byPattern = new Map<string, { owners: Set<string>; path: string }>();
  for (const file of files) {
    const { cluster, owner, rest } = placeOf(file);
    const pattern = `*${withoutName(cluster, '*')(rest)}`;
    const entry = byPattern.get(pattern) ?? { owners: new Set(), path: owner + rest };
    entry.owners.add(owner);
    byPattern.set(pattern, entry);
  }
  const rows = new Map<string, { owners: string[]; patterns: string[]; paths: string[] }>();
  for (const [pattern, { owners, path }] of byPattern) {
    const names = [...owners].toSorted();
    const row = rows.get(names.join('\0')) ?? { owners: names, patterns: [], paths: [] };
    row.patterns.push(pattern);
    row.paths.push(path);
    rows.set(names.join('\0'), row);
  }
  return [...rows.values()].toSorted((a, b) => b.owners.length - a.owners.length);
}

function linesOf({ owners, patterns, paths }: Row, most: number): string[] {
  if (owners.length === 1) return paths.map((path) => `- ${codeSpan(path)}`);
  const more = owners.length > most ? ` and ${owners.length - most} more` : '';
  const names = codeSpan(owners.slice(0, most).join(', '));
  return [
    `- ${counted(owners.length, 'cluster')}: ${names}${more}`,
    ...patterns.map((pattern) => `  - ${codeSpan(pattern)}`),
  ];
}
