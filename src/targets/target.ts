/** What starts and stops the rendered scripts, in the order in which they are listed. */
export const initSystems = ['sysv', 'systemd'] as const;

/** `sysv` is an init script with a chkconfig header, `systemd` a unit. */
export type InitSystem = (typeof initSystems)[number];

/** What an operating system offers the scripts of a node, and what it defaults to. */
export interface Target {
  /** As the config and the output folders name it. */
  readonly name: string;
  /** As its users name it. */
  readonly title: string;
  readonly defaultInitSystems: readonly InitSystem[];
  /** The init systems that it does not have, each with the reason, which completes "CentOS 6 …". */
  readonly missingInitSystems: Readonly<Partial<Record<InitSystem, string>>>;
  /** The unit that brings the network up and that a unit of ours can follow when it is restarted. */
  readonly networkUnit?: string;
  /** The chkconfig priorities of the script that brings the network up; init scripts have to run inside them. */
  readonly networkScript?: { readonly start: number; readonly stop: number };
}
