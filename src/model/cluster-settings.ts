import type { InitSystem, TargetName } from '../targets/index.ts';
import type { ArpSuppression } from './arp-suppression.ts';
import type { Chkconfig } from './chkconfig.ts';
import type { Description } from './description.ts';
import type { DirectorSettings } from './director-settings.ts';
import type { InterfaceName } from './interface-name.ts';
import type { Ipv4Address, Vip } from './ip-address.ts';
import type { PackageSettings } from './package-settings.ts';
import type { UnitName } from './unit-name.ts';

/** What the config says about the nodes of one role. */
export interface NodeSettings {
  readonly targets: readonly TargetName[];
  readonly initSystems?: readonly InitSystem[] | undefined;
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
  readonly guard: boolean;
}

interface CommonSettings extends NodeSettings {
  readonly description?: Description | undefined;
  readonly rpm: PackageSettings;
  readonly director?: DirectorSettings | undefined;
}

interface VipHoldingSettings extends CommonSettings {
  readonly arp: ArpSuppression;
  readonly looseReversePath: readonly InterfaceName[];
}

interface DirectRoutingSettings extends VipHoldingSettings {
  readonly mode: 'dr';
  readonly vips: readonly Vip[];
}

interface TunnelSettings extends VipHoldingSettings {
  readonly mode: 'tun';
  readonly vips: readonly Ipv4Address[];
  readonly tunnel: { readonly mss: number | 'off' };
}

interface NatSettings extends CommonSettings {
  readonly mode: 'nat';
  readonly vips: readonly Ipv4Address[];
  readonly gateway: Ipv4Address;
}

/** A cluster after the schema: each value is valid by itself, constant defaults are filled in. */
export type ClusterSettings = DirectRoutingSettings | TunnelSettings | NatSettings;

/** The forwarding modes, as `mode` names them. */
export const modes = ['dr', 'tun', 'nat'] as const satisfies readonly ClusterSettings['mode'][];

export type Mode = (typeof modes)[number];
