import * as z from 'zod';
import { initSystems, targetNames, targets } from '../targets/index.ts';
import { interfaceName, runLevels, unit } from './schema-texts.ts';
import { about, distinct } from './schema-values.ts';

const defaultsByTarget = targets
  .map(({ name, defaultInitSystems }) => `${name} [${defaultInitSystems.join(', ')}]`)
  .join(', ');

const priority = z.int().min(0).max(99);

const chkconfig = z.strictObject({
  levels: about(
    'The run levels in which chkconfig --add switches the service on, such as 345. With - there are none: it starts at boot only after chkconfig lvs-… on.',
    runLevels.prefault('-'),
  ),
  start: about(
    'Start priority, 0 to 99, the lower the earlier. The network starts at 10: stay above it.',
    priority.default(80),
  ),
  stop: about(
    'Stop priority, 0 to 99, the lower the earlier. The network stops at 90: do not go above it.',
    priority.default(20),
  ),
});

/** The operating systems of a role's nodes; each role says in its own words what they are. */
export const targetList = distinct(z.enum(targetNames)).min(1);

/** How the scripts of a node are started: the same keys for every role. */
export const startKeys = {
  initSystems: about(
    `What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it, each target has what suits it: ${defaultsByTarget}.`,
    distinct(z.enum(initSystems)).min(1).optional(),
  ),
  chkconfig: about(
    'The chkconfig line of the init script.',
    chkconfig.prefault({ levels: '-', start: 80, stop: 20 }),
  ),
  before: about(
    'Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service. Init scripts are ordered by chkconfig.start instead.',
    distinct(unit).prefault([]),
  ),
  guard: about(
    'Whether a unit beside that of the service puts back within ten seconds what disappears: VIPs, routes, rules, settings. Where systemd starts the scripts.',
    z.boolean().default(true),
  ),
};

/** What the nodes of every role have. */
export const nodeSchema = z.object({ targets: targetList, ...startKeys });

/** What real servers have that hold the VIPs themselves. */
export const silenceKeys = {
  arp: about(
    'How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all.',
    z
      .strictObject({
        ignore: about(
          'arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet as well, 3 for no address of scope host, which the VIPs then are, 8 for no address of the host at all.',
          z.literal([1, 2, 3, 8]).default(1),
        ),
        announce: about(
          "arp_announce: 1 avoids a VIP as the sender of the host's own ARP requests, 2 always takes the best address of the interface instead.",
          z.literal([1, 2]).default(2),
        ),
        onStop: about(
          'restore puts the settings back to what they were when the last script that wants them stops; keep leaves the suppression in force.',
          z.enum(['restore', 'keep']).default('restore'),
        ),
      })
      .prefault({ ignore: 1, announce: 2, onStop: 'restore' }),
  ),
  looseReversePath: about(
    'Interfaces that get rp_filter=2, for real servers that answer clients by another interface than requests come in by. In modes dr and tun.',
    distinct(interfaceName).prefault([]),
  ),
};

/** What real servers of VS/TUN have. */
export const tunnelKeys = {
  tunnel: about(
    'In mode tun, how the tunnel is used.',
    z
      .strictObject({
        // An IPIP header takes 20 of the 1500 bytes of a packet, those of IPv4 and TCP 40.
        mss: about(
          'The MSS announced for connections to the VIPs, 536 (what every host takes) to 1480 (what an IPIP header leaves of 1500 bytes); off leaves it alone.',
          z
            .union([z.int().min(536).max(1480), z.literal('off')])
            .transform((mss) => (mss === 'off' ? undefined : mss))
            .prefault(1440),
        ),
      })
      .prefault({}),
  ),
};

/** In seconds; every kernel takes what a signed number counts in milliseconds. */
const timeout = z.int().min(0).max(2_147_483).default(0);

/** What directors set of IPVS. */
export const tuningKeys = {
  timeouts: about(
    'The timeouts of all IPVS connections on the director; they stay after a stop.',
    z
      .strictObject({
        tcp: about('Of a TCP connection that is open, in seconds; 0 leaves it as it is.', timeout),
        tcpFin: about(
          'Of a TCP connection after the first FIN, in seconds; 0 leaves it as it is.',
          timeout,
        ),
        udp: about(
          'Of UDP packets that belong together, in seconds; 0 leaves it as it is.',
          timeout,
        ),
      })
      .optional(),
    { tcp: 900, tcpFin: 120, udp: 300 },
  ),
  expireNodestConn: about(
    'net.ipv4.vs.expire_nodest_conn: whether connections to a real server that is gone end at once. Without it, left alone.',
    z.boolean().optional(),
  ),
  expireQuiescentTemplate: about(
    'net.ipv4.vs.expire_quiescent_template: whether a persistent client leaves a real server whose weight is 0. Without it, left alone.',
    z.boolean().optional(),
  ),
  conntrack: about(
    'net.ipv4.vs.conntrack: whether IPVS connections are tracked by netfilter too. Without it, left alone.',
    z.boolean().optional(),
  ),
};
