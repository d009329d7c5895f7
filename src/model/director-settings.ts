import type { RealServer } from './director.ts';
import type { NodeSettings } from './cluster-settings.ts';
import type { InterfaceName } from './interface-name.ts';
import type { Vip } from './ip-address.ts';
import type { Protocol, Scheduler } from '../targets/ipvs.ts';

interface CommonServiceSettings {
  readonly protocol: Protocol;
  readonly scheduler: Scheduler;
  /** Seconds. */
  readonly persistence?: number | undefined;
  /** As a prefix length. */
  readonly persistenceNetmask?: number | undefined;
  readonly persistencePrefix?: number | undefined;
  readonly vips?: readonly Vip[] | undefined;
}

interface PortServiceSettings extends CommonServiceSettings {
  readonly port: number;
}

interface MarkServiceSettings extends CommonServiceSettings {
  readonly mark: number;
  readonly ports: readonly number[];
}

/** A virtual service after the schema; `mark` tells the kinds apart. */
export type ServiceSettings = PortServiceSettings | MarkServiceSettings;

/** A director after the schema: each value is valid by itself, constant defaults are filled in. */
export interface DirectorSettings extends NodeSettings {
  readonly interface: InterfaceName;
  readonly insideInterface?: InterfaceName | undefined;
  readonly vips: 'interface' | 'external';
  readonly services: readonly ServiceSettings[];
  readonly realServers: readonly RealServerSettings[];
  readonly timeouts?:
    { readonly tcp: number; readonly tcpFin: number; readonly udp: number } | undefined;
  readonly expireNodestConn?: boolean | undefined;
  readonly expireQuiescentTemplate?: boolean | undefined;
  readonly conntrack?: boolean | undefined;
}

/** A real server after the schema. */
export interface RealServerSettings extends Pick<RealServer, 'address' | 'weight'> {
  readonly port?: number | undefined;
}
