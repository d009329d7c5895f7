import { el6 } from './el6.ts';
import { el7 } from './el7.ts';
import { el8 } from './el8.ts';
import { el9 } from './el9.ts';
import type { Target } from './target.ts';

export { initSystems, type InitSystem, type Program, type Target } from './target.ts';

/** The registry: every operating system that is rendered for, in the order of the output. */
export const targets = [el6, el7, el8, el9] as const satisfies readonly Target[];

/** The name of a registered operating system. */
export type TargetName = (typeof targets)[number]['name'];

/** The registered names, in the order of the output. */
export const targetNames: readonly TargetName[] = targets.map((target) => target.name);
