import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with a config, and beside it what `lvsgen explain` makes of it. */
export interface Case {
  readonly name: string;
  readonly folder: string;
}

const folder = join(import.meta.dirname, 'cases');

/** Every folder in `cases/`. */
export const cases: readonly Case[] = readdirSync(folder).map((name) => ({
  name,
  folder: join(folder, name),
}));
