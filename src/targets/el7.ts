import type { Target } from './target.ts';

/** CentOS 7 and its kin: systemd, beside which chkconfig and init scripts still work. */
export const el7 = {
  name: 'el7',
  title: 'CentOS 7',
  defaultInitSystems: ['sysv', 'systemd'],
  missingInitSystems: {},
  networkUnit: 'network.service',
  networkScript: { start: 10, stop: 90 },
} as const satisfies Target;
