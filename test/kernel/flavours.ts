export type Shell = 'bash' | 'dash' | 'busybox';

/** One of the forms in which a real server's script is rendered, and the shell that runs it. */
export interface Flavour {
  name: string;
  target: 'el6' | 'el7' | 'el8';
  initSystems: string[];
  shell: Shell;
  /** What the action of an init script is called through, and what a unit calls. */
  folder: string;
  subsysLock: boolean;
}

const initScript = { folder: '/etc/init.d', initSystems: ['sysv'], subsysLock: true };
// Without the chkconfig front, so that nobody keeps /var/lock/subsys for it.
const logic = { folder: '/usr/libexec/lvsgen', initSystems: ['systemd'], subsysLock: false };

export const el6Init: Flavour = {
  name: 'el6 init script',
  target: 'el6',
  shell: 'bash',
  ...initScript,
};
export const el7Init: Flavour = {
  name: 'el7 init script',
  target: 'el7',
  shell: 'bash',
  ...initScript,
};
export const [logicBash, logicDash, logicBusybox] = (['bash', 'dash', 'busybox'] as const).map(
  (shell): Flavour => ({ name: `el7 logic, ${shell}`, target: 'el7', shell, ...logic }),
) as [Flavour, Flavour, Flavour];
/** The logic behind the chkconfig front: it keeps the subsys lock too. */
export const el7Front: Flavour = {
  ...el7Init,
  name: 'el7 front and logic',
  initSystems: ['sysv', 'systemd'],
};

export const everyFlavour = [
  el6Init,
  el7Init,
  el7Front,
  logicBash,
  logicDash,
  logicBusybox,
] as const;
/** Each shell once; bash with what it has on EL, `functions` and the lock. */
export const everyShell = [el6Init, logicDash, logicBusybox] as const;
/** One that has `functions` and the lock, and one that has neither, with the pickiest shell. */
export const twoFlavours = [el6Init, logicDash] as const;
/** For the ith case of many. */
export const inTurn = (i: number): Flavour => everyShell[i % everyShell.length] ?? el6Init;
