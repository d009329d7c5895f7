import type { Action } from './experiment.ts';
import type { Kind, Subject } from './subjects.ts';

/**
 * What of a host an action leaves: what start sets up (up), what there would be without the script (down), the same but
 * for links, which stay as they were (down but links), or what was there before the action (same).
 */
export type Part = 'up' | 'down' | 'down but links' | 'same';

/** What an action leads to. */
export interface Outcome {
  readonly exit: number;
  /** Addresses, links, routes and rules. */
  readonly network: Part;
  readonly settings: Part;
  /** What status says afterwards. */
  readonly status: number;
}

/** A state to begin from, and what each action leads to where nothing goes wrong. */
export interface Table {
  readonly state: string;
  readonly meaning: string;
  /** The state in which the host would be without the script. */
  readonly without: string;
  readonly outcomes: Readonly<Record<Action, Outcome>>;
}

const outcome = (exit: number, network: Part, settings: Part, status: number): Outcome => ({
  exit,
  network,
  settings,
  status,
});
const inForce = outcome(0, 'up', 'up', 0);
const gone = outcome(0, 'down', 'down', 3);
/** The record is lost, so nobody knows what the settings held before, nor whether tunl0 was up. */
const goneButForSettings = outcome(0, 'down', 'same', 3);
const goneButForLinks = outcome(0, 'down but links', 'same', 3);
const looked = (status: number): Outcome => outcome(status, 'same', 'same', status);
const refused = (exit: number, status: number): Outcome => outcome(exit, 'same', 'same', status);

/** A script that is started, where status says this. */
const started = (status: number): Table['outcomes'] => ({
  start: inForce,
  stop: gone,
  restart: inForce,
  reload: inForce,
  status: looked(status),
});
/** The same, but that its record is lost. */
const lost = (kind: Kind): Table['outcomes'] => ({
  ...started(0),
  stop: kind === 'tun' ? goneButForLinks : goneButForSettings,
});
const stopped: Table['outcomes'] = { ...started(3), reload: refused(7, 3) };

/** The tables of a kind of script, for scripts that keep the lock of CentOS 6 and 7 or not. */
export function tablesOf({ kind, subsysLock }: Pick<Subject, 'kind' | 'subsysLock'>): Table[] {
  // Started, and nothing that clients need is there.
  const nothingUp = subsysLock ? 2 : 1;
  const silences = kind === 'dr' || kind === 'tun';
  const table = (
    state: string,
    without: string,
    meaning: string,
    outcomes: Table['outcomes'],
  ): Table => ({ state, without, meaning, outcomes });

  return [
    table('clean', 'clean', 'as after boot', stopped),
    table('started', 'clean', 'started', started(0)),
    table(
      'half-started',
      'clean',
      'a start was killed when it had begun to change the network',
      started(kind === 'tun' ? nothingUp : 1),
    ),
    table(
      'flushed',
      'clean',
      'started, then all of it was flushed, as by a restart of the network',
      started(nothingUp),
    ),
    table('record-lost', 'clean', 'started, then its record was removed', lost(kind)),
    table(
      'records-lost',
      'clean',
      'started, then its record and the ledger were removed',
      recordsLost(kind, subsysLock),
    ),
    table('record-truncated', 'clean', 'started, then its record was cut short', lost(kind)),
    table(
      'record-of-older-version',
      'clean',
      'started by a version with records of another form',
      recordsLost(kind, subsysLock),
    ),
    table(
      'rebooted',
      'clean',
      'started, then the power failed; the files are from before',
      subsysLock ? started(2) : stopped,
    ),
    ...(subsysLock ? [table('lock-alone', 'clean', 'the lock file alone', started(2))] : []),
    table('vips-alone', 'clean', 'started, then all files were removed', filesLost(kind)),
    table(
      'older-started',
      'clean',
      'what was started is an older rendering',
      // The routes by another gateway are of no use to clients.
      started(kind === 'nat' ? nothingUp : 1),
    ),
    table('by-hand', 'by-hand-rest', byHandMeaning(kind), byHand(kind)),
    table(
      'by-hand-rest',
      'by-hand-rest',
      'what is beside the VIP in by-hand',
      kind === 'nat' ? byHand(kind) : stopped,
    ),
    table(
      'loud-interface',
      'loud-interface',
      'an interface answers ARP whatever others say (arp_ignore 3)',
      silences ? { ...stopped, start: refused(6, 3), restart: refused(6, 3) } : stopped,
    ),
    table(
      'started-loud',
      'loud-interface',
      'started, then such an interface came',
      silences
        ? {
            start: refused(6, 1),
            stop: gone,
            restart: outcome(6, 'down', 'down', 3),
            reload: refused(6, 1),
            status: looked(1),
          }
        : started(0),
    ),
    table('admin', 'admin', 'an admin has set what a script would set', stopped),
    table(
      'started-admin',
      'admin',
      'started, then an admin changed a setting',
      started(silences ? 0 : 1),
    ),
    table('other-started', 'other-started', 'the script of another cluster is started', stopped),
    table(
      'both-started',
      'other-started',
      'two clusters are started, with a VIP in common',
      started(0),
    ),
  ];
}

// Without records, the routes of VS/NAT may be somebody else's; the lock tells that they are not.
const recordsLost = (kind: Kind, subsysLock: boolean): Table['outcomes'] =>
  kind === 'nat' && !subsysLock ? filesLost(kind) : lost(kind);

const filesLost = (kind: Kind): Table['outcomes'] =>
  kind === 'nat'
    ? {
        start: refused(6, 3),
        stop: refused(0, 3),
        restart: refused(6, 3),
        reload: refused(7, 3),
        status: looked(3),
      }
    : lost(kind);

const byHandMeaning = (kind: Kind): string =>
  kind === 'nat'
    ? 'somebody has a route to 0.0.0.0/1'
    : 'a VIP was put there by hand, with the prefix of its network, and an address of somebody else';

const byHand = (kind: Kind): Table['outcomes'] => (kind === 'nat' ? filesLost(kind) : started(1));
