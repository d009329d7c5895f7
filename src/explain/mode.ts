import type { Cluster } from '../model/cluster.ts';
import { explainDirectRouting } from './direct-routing.ts';
import { explainNat } from './nat.ts';
import type { Step } from './step.ts';
import { explainTunnel } from './tunnel.ts';

/** What the forwarding mode of a cluster makes of it. */
export interface ModeExplanation {
  /** How a packet gets from the director to a real server. */
  readonly request: string;
  readonly reply: string;
  /** What a real server refuses to start for, with exit status 6. */
  readonly refusals: readonly Step[];
  /** What start does before it notes anything down. */
  readonly preparations: readonly Step[];
  /** How start makes sure that nobody else is to get the traffic; empty where there is nothing to keep silent about. */
  readonly silence: readonly Step[];
  /** What start does to addresses and routes, once the settings stand. */
  readonly network: readonly Step[];
  readonly removal: readonly Step[];
  /** What status names beside what is not in force, or does not name. */
  readonly watches: readonly string[];
  /** What the network and its people have to see to. */
  readonly others: readonly string[];
  /** What a director that is set up by other means has to do. */
  readonly directorDuties: readonly string[];
}

/** Explains the mode, by its kind. */
export function explainMode(cluster: Cluster): ModeExplanation {
  switch (cluster.mode) {
    case 'dr':
      return explainDirectRouting(cluster);
    case 'tun':
      return explainTunnel(cluster);
    case 'nat':
      return explainNat(cluster);
  }
}
