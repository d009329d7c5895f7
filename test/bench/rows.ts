import { director } from './director.ts';
import { lint } from './lint.ts';
import { peers } from './peers.ts';
import { render } from './render.ts';
import type { Row } from './row.ts';
import { scaling } from './scaling.ts';
import { scripts } from './scripts.ts';
import { startUp } from './start-up.ts';

/** Every row of the table, in its order. */
export const rows: readonly Row[] = [
  ...startUp,
  ...render,
  ...scaling,
  ...lint,
  ...peers,
  ...scripts,
  ...director,
];
