import type { Protocol } from '../model/director.ts';
import type { Scheduler } from '../model/scheduler.ts';
import type { TargetName } from '../targets/index.ts';
import type { StartConfig } from './node-config.ts';

/** The node in front of a cluster in mode dr or tun. */
export interface DirectorConfig extends CommonDirectorConfig {
  /** The real servers that every service of the cluster is spread over. There are no health checks. */
  readonly realServers: readonly RealServerConfig[];
}

/** The node in front of a cluster in mode nat. */
export interface NatDirectorConfig extends CommonDirectorConfig {
  /** In mode nat, the interface towards the real servers, where it is not the one towards the clients. */
  readonly insideInterface?: string | undefined;
  /** The real servers that every service of the cluster is spread over. There are no health checks. */
  readonly realServers: readonly NatRealServerConfig[];
}

interface CommonDirectorConfig extends StartConfig {
  /** The operating systems of the directors. */
  readonly targets: readonly TargetName[];
  /** Where the VIPs are, towards the clients. */
  readonly interface: string;
  /**
   * Who puts the VIPs on the interface: interface is the rendered script, external is another tool, such as
   * keepalived.
   */
  readonly vips?: 'interface' | 'external' | undefined;
  /** What is offered on the VIPs: each is told either by its port or by a firewall mark. */
  readonly services: readonly ServiceConfig[];
  /** The timeouts of all IPVS connections on the director; stop puts them back. */
  readonly timeouts?: TimeoutsConfig | undefined;
  /**
   * net.ipv4.vs.expire_nodest_conn: whether connections to a real server that is gone end at once. Without it, left
   * alone.
   */
  readonly expireNodestConn?: boolean | undefined;
  /**
   * net.ipv4.vs.expire_quiescent_template: whether a persistent client leaves a real server whose weight is 0. Without
   * it, left alone.
   */
  readonly expireQuiescentTemplate?: boolean | undefined;
  /** net.ipv4.vs.conntrack: whether IPVS connections are tracked by netfilter too. Without it, left alone. */
  readonly conntrack?: boolean | undefined;
}

/** What is offered on the VIPs, told by a port or by a firewall mark. */
export type ServiceConfig = PortServiceConfig | MarkServiceConfig;

/** A service that is told by its port. */
export interface PortServiceConfig extends CommonServiceConfig {
  /** The port, 1 to 65535; 0 is every port, which needs persistence. Either this or mark and ports. */
  readonly port: number;
}

/** Ports that are one service by a firewall mark. */
export interface MarkServiceConfig extends CommonServiceConfig {
  /**
   * A firewall mark, 1 to 4294967295, that the director puts on packets to the ports, so that they are one service.
   * With ports, instead of port.
   */
  readonly mark: number;
  /** The ports that get the mark, up to fifteen. With mark. */
  readonly ports: readonly number[];
}

interface CommonServiceConfig {
  /** The protocol of the port or ports. */
  readonly protocol?: Protocol | undefined;
  /** How the real server of a new connection is picked, as ipvsadm(8) has it. */
  readonly scheduler?: Scheduler | undefined;
  /**
   * How long a client stays with its real server, in seconds, up to 31 days. Without it, each connection is spread by
   * itself.
   */
  readonly persistence?: number | undefined;
  /**
   * Which IPv4 clients are one for persistence: those that are the same under this netmask. Without it, each is its
   * own.
   */
  readonly persistenceNetmask?: string | undefined;
  /**
   * Which IPv6 clients are one for persistence: those with this many leading bits the same. Without it, each is its
   * own.
   */
  readonly persistencePrefix?: number | undefined;
  /** The VIPs that the service is offered on. Without it, all of the cluster. */
  readonly vips?: readonly string[] | undefined;
}

/** A real server as a director sees it. */
export interface RealServerConfig {
  /** The address at which the director reaches the real server: on a network of its own, but with tun. */
  readonly address: string;
  /** The share of new connections, 0 to 65535. With 0 it gets none and keeps what it has. */
  readonly weight?: number | undefined;
}

/** A real server as a director in mode nat sees it. */
export interface NatRealServerConfig extends RealServerConfig {
  /** In mode nat, the port that the real server listens on, where it is not the service's own. */
  readonly port?: number | undefined;
}

/** The timeouts of IPVS connections. */
export interface TimeoutsConfig {
  /** Of a TCP connection that is open, in seconds; 0 leaves it as it is. */
  readonly tcp?: number | undefined;
  /** Of a TCP connection after the first FIN, in seconds; 0 leaves it as it is. */
  readonly tcpFin?: number | undefined;
  /** Of UDP packets that belong together, in seconds; 0 leaves it as it is. */
  readonly udp?: number | undefined;
}
