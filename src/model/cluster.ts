import type * as z from 'zod';
import {
  initSystems,
  type InitSystem,
  type Target,
  type TargetName,
  targets,
} from '../targets/index.ts';
import type { Vip } from './ip-address.ts';
import {
  type Check,
  checkWith,
  type Keepalived,
  makeKeepalived,
  usualCheck,
} from './keepalived.ts';
import { directorSuffix, servicePrefix } from './schema-texts.ts';
import type { clusterSchemas } from './schema-cluster.ts';
import type { directorSchemas } from './schema-director.ts';
import type { nodeSchema, silenceKeys } from './schema-node.ts';
import type { DeepReadonly, Mode } from './schema-values.ts';

export { type Mode, modes } from './schema-values.ts';

type Read<Schema extends z.ZodType> = DeepReadonly<z.output<Schema>>;

/** The nodes of one role that run one operating system. */
export interface ClusterNode {
  readonly target: Target;
  /** What starts the scripts there, in the order of `initSystems`; at least one. */
  readonly initSystems: readonly InitSystem[];
}

/** The nodes of one role, and how its service is started on them. */
export interface NodeGroup extends Read<typeof nodeSchema> {
  /** The name of the service, of its init script and, with `.service`, of its unit. */
  readonly service: string;
  /** One per target, in the registry's order; at least one. */
  readonly nodes: readonly ClusterNode[];
}

/** The three values of a script's chkconfig line. */
export type Chkconfig = NodeGroup['chkconfig'];
/** How a real server is kept from answering and announcing its VIPs: values for net.ipv4.conf.all. */
export type ArpSuppression = Read<typeof silenceKeys.arp>;

/** A cluster after the schema: each value is valid by itself, constant defaults are filled in. */
type Settings<Of extends Mode> = Read<(typeof clusterSchemas)[Of]>;
type DirectorSettings = Read<typeof directorSchemas.any>;
type ServiceSettings = DirectorSettings['services'][number];

/** A cluster of a mode, or of one of several, with every default filled in. */
export type ClusterOf<Of extends Mode> = Of extends Mode
  ? Omit<Settings<Of>, 'director'> &
      NodeGroup & {
        readonly name: string;
        /** Absent where directors are set up by other means. */
        readonly director?: Director;
      }
  : never;
/** The forwarding mode tells the kinds apart. */
export type Cluster = ClusterOf<Mode>;

/** What a service says, with what its cluster and its director say where it says nothing. */
type ServiceOf<Kind, Of extends ServiceSettings> = Omit<Of, 'vips' | 'check'> & {
  readonly kind: Kind;
  /** The VIPs it is offered on, a selection of the cluster's; at least one. */
  readonly vips: readonly Vip[];
  /** How keepalived checks its real servers. */
  readonly check: Check;
};

/** A service found by address, protocol and port: 0 is every port, which only a persistent service can have. */
export type PortService = ServiceOf<'port', Extract<ServiceSettings, { port: number }>>;
/** Ports taken together by a firewall mark, which rules of the director's own set; none overlaps another. */
export type MarkService = ServiceOf<'mark', Extract<ServiceSettings, { mark: number }>>;
export type VirtualService = PortService | MarkService;

/** A real server as the director sees it. */
export type RealServer = DirectorSettings['realServers'][number];
/** The timeouts of IPVS connections, in seconds; 0 leaves one as it is (ipvsadm --set). */
export type Timeouts = NonNullable<DirectorSettings['timeouts']>;

/** The node that holds the VIPs towards the clients and forwards what they ask. */
export interface Director
  extends NodeGroup, Omit<DirectorSettings, 'vips' | 'services' | 'keepalived' | keyof NodeGroup> {
  /** Where keepalived does the work, and not a script. */
  readonly keepalived?: Keepalived | undefined;
  /** Whether another tool, such as keepalived, puts the VIPs on the interface. */
  readonly externalVips: boolean;
  /** At least one; no two take the same packets. */
  readonly services: readonly VirtualService[];
}

/** Makes a cluster of its settings, which may still break rules between them. */
export function makeCluster(name: string, settings: Settings<Mode>): Cluster {
  const { director, ...rest } = settings;
  const service = `${servicePrefix}${name}`;
  return {
    ...rest,
    name,
    ...nodesOf(service, settings),
    ...(director && { director: makeDirector(service, settings.vips, director) }),
  };
}

function nodesOf(
  service: string,
  settings: { targets: readonly TargetName[]; initSystems?: readonly InitSystem[] | undefined },
): Pick<NodeGroup, 'service' | 'nodes'> {
  const nodes = targets
    .filter((target) => settings.targets.includes(target.name))
    .map((target) => {
      const wanted: readonly InitSystem[] = settings.initSystems ?? target.defaultInitSystems;
      return { target, initSystems: initSystems.filter((system) => wanted.includes(system)) };
    });
  return { service, nodes };
}

function makeDirector(
  service: string,
  clusterVips: readonly Vip[],
  settings: DirectorSettings,
): Director {
  const { vips, services, keepalived, ...rest } = settings;
  return {
    ...rest,
    ...nodesOf(`${service}${directorSuffix}`, settings),
    externalVips: vips === 'external',
    services: services.map((one) => makeService(one, settings, clusterVips)),
    ...(keepalived && { keepalived: makeKeepalived(keepalived, settings.interface) }),
  };
}

function makeService(
  { check, ...own }: ServiceSettings,
  director: DirectorSettings,
  clusterVips: readonly Vip[],
): VirtualService {
  const more = {
    vips: own.vips ?? clusterVips,
    check: checkWith(checkWith(usualCheck, director.check), check),
    sorryServer: own.sorryServer ?? director.sorryServer,
  };
  return 'mark' in own ? { ...own, ...more, kind: 'mark' } : { ...own, ...more, kind: 'port' };
}
