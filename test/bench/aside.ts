import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './row.ts';

/**
 * Puts a tree away, if it is there, until all is measured. To remove it would slow down what makes the next one: ext4
 * passes by each inode that was deleted in the last minute (recently_deleted in fs/ext4/ialloc.c), and a folder takes
 * several times as long then.
 */
export function putAside(bench: Bench, path: string): void {
  if (existsSync(path)) renameSync(path, join(bench.folder(), 'aside'));
}
