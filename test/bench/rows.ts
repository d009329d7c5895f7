import type { Row } from './row.ts';
import { scripts } from './scripts.ts';
import { startUp } from './start-up.ts';

/** Every row of the table, in its order. */
export const rows: readonly Row[] = [...startUp, ...scripts];
