import { targets, type Target } from '../targets/index.ts';
import { systemd219 } from './systemd-219.ts';
import type { SystemdTable } from './systemd-table.ts';

/** Oldest first. A later version knows what an earlier one does, so that a table serves until there is a newer one. */
const tables: readonly SystemdTable[] = [systemd219];

/** What the systemd of a target understands, as far as there is a table that is not newer. */
export function tableOf(targetName: string): SystemdTable {
  const target = (targets as readonly Target[]).find(({ name }) => name === targetName);
  const version = target?.systemdVersion ?? 0;
  const table = tables.findLast((candidate) => candidate.version <= version);
  if (table !== undefined) return table;
  throw new Error(`no table says what the systemd of ${targetName} understands`);
}
