import type { InitSystem } from '../targets/index.ts';

/** How the scripts of a node are started. */
export interface StartConfig {
  /**
   * What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it,
   * each target has what suits it.
   */
  readonly initSystems?: readonly InitSystem[] | undefined;
  /** The chkconfig line of the init script. */
  readonly chkconfig?: ChkconfigConfig | undefined;
  /**
   * Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service.
   * Init scripts are ordered by chkconfig.start instead.
   */
  readonly before?: readonly string[] | undefined;
  /**
   * Whether a unit beside that of the service puts back within ten seconds what disappears: VIPs, routes, rules,
   * settings. Where systemd starts the scripts.
   */
  readonly guard?: boolean | undefined;
}

/** The chkconfig line of the init script. */
export interface ChkconfigConfig {
  /**
   * The run levels in which chkconfig --add switches the service on, such as 345. With - there are none: it starts at
   * boot only after chkconfig lvs-… on.
   */
  readonly levels?: string | number | undefined;
  /** Start priority, 0 to 99, the lower the earlier. The network starts at 10: stay above it. */
  readonly start?: number | undefined;
  /** Stop priority, 0 to 99, the lower the earlier. The network stops at 90: do not go above it. */
  readonly stop?: number | undefined;
}
