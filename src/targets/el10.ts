import { el9 } from './el9.ts';
import type { Target } from './target.ts';

/** RHEL 10 and its kin: as el9, and chkconfig is gone. */
export const el10 = {
  ...el9,
  name: 'el10',
  title: 'RHEL 10',
  systemdVersion: 257,
} as const satisfies Target;
