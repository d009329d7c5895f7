import { systemd219 } from './systemd-219.ts';
import type { SystemdTable } from './systemd-table.ts';

/** The systemd that each target with units comes with. */
const tables: Readonly<Record<string, SystemdTable>> = {
  el7: systemd219,
};

/** What the systemd of a target understands. */
export function tableOf(target: string): SystemdTable {
  const table = Object.hasOwn(tables, target) ? tables[target] : undefined;
  if (table === undefined)
    throw new Error(`no table says what the systemd of ${target} understands`);
  return table;
}
