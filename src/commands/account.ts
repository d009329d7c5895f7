import { join } from 'node:path';
import type { Io } from '../base/io.ts';
import type { Change, ChangeKind, Comparison } from '../output/compare.ts';
import { harmlessLine } from '../report/wording.ts';
import { place } from './phrases.ts';

const done: Readonly<Record<ChangeKind, string>> = {
  created: 'created',
  updated: 'updated',
  mode: 'updated',
  unchanged: 'unchanged',
  removed: 'removed',
  foreign: 'left alone',
};

/** What was done about each file, and how many there were of each kind. */
export function account(comparison: Comparison, io: Io): string {
  const { changes } = comparison;
  const out = place(io, comparison.out);
  const line = ({ kind, path, note }: Change): string =>
    `${done[kind].padEnd(10)} ${harmlessLine(join(out, path))}${note === undefined ? '' : ` (${note})`}\n`;
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(done[kind], (counts.get(done[kind]) ?? 0) + 1);
  const summary = [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
  return `${changes.map(line).join('')}${out}: ${summary}\n`;
}
