import type { Target } from './target.ts';

/** CentOS 6 and its kin: upstart runs the init scripts that chkconfig links into the run levels. */
export const el6 = {
  name: 'el6',
  title: 'CentOS 6',
  defaultInitSystems: ['sysv'],
  missingInitSystems: { systemd: 'has upstart, which knows no units' },
  networkScript: { start: 10, stop: 90 },
} as const satisfies Target;
