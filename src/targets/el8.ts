import { el9 } from './el9.ts';
import type { Target } from './target.ts';

/** RHEL 8 and its kin: as el9, and the older network-scripts may be installed. */
export const el8 = {
  ...el9,
  name: 'el8',
  title: 'RHEL 8',
  systemdVersion: 239,
  networkUnit: 'network.service',
  missingVersionCharacters: { '^': 'has rpm 4.14, and ^ came with 4.15' },
} as const satisfies Target;
