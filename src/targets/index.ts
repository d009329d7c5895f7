import { el10 } from './el10.ts';
import { el6 } from './el6.ts';
import { el7 } from './el7.ts';
import { el8 } from './el8.ts';
import { el9 } from './el9.ts';
import type { Target } from './target.ts';

export { initSystems, type InitSystem, type Program, type Target } from './target.ts';

/** The registry: every operating system that is rendered for, in the order of the output. */
export const targets = [el6, el7, el8, el9, el10] as const satisfies readonly Target[];

/** The name of a registered operating system. */
export type TargetName = (typeof targets)[number]['name'];

/** The registered names, in the order of the output. */
export const targetNames: readonly TargetName[] = targets.map((target) => target.name);

/** RHEL and its kin, as people call them: the version that follows is that of the target. */
const kin =
  /^(?:red ?hat|rhel|centos|stream|rocky|alma|linux|oracle|oel|ol|scientific|sl|el|[ _-])*(\d+)(?:\.\d+)*$/i;

/** The target that is meant by another name for it, such as `rocky9`, `centos-stream9` or `7`. */
export function targetMeant(word: string): TargetName | undefined {
  const version = kin.exec(word.slice(0, 60))?.[1];
  return targetNames.find((name) => name === `el${version}`);
}
