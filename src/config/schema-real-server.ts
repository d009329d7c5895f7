import * as z from 'zod';

import { ignoreChoices, onStopChoices, silentAnnounce } from '../model/arp-suppression.ts';
import { mssDefault, mssRange, parseMss } from '../model/tunnel.ts';
import { parsed } from './parsed.ts';
import { interfaceName } from './schema-values.ts';
import { withDefault } from './with-default.ts';

const arpDefaults = { ignore: 1, announce: 2, onStop: 'restore' } as const;

const arpSchema = z.strictObject({
  ignore: z
    .literal(ignoreChoices)
    .default(arpDefaults.ignore)
    .describe(
      'arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet as well, 3 for no address of scope host, which the VIPs then are, 8 for no address of the host at all.',
    ),
  announce: z
    .literal(silentAnnounce)
    .default(arpDefaults.announce)
    .describe(
      "arp_announce: 1 avoids a VIP as the sender of the host's own ARP requests, 2 always takes the best address of the interface instead.",
    ),
  onStop: z
    .enum(onStopChoices)
    .default(arpDefaults.onStop)
    .describe(
      'restore puts the settings back to what they were when the last script that wants them stops; keep leaves the suppression in force.',
    ),
});

const mssText = z.union([
  z.int().meta({ minimum: mssRange.least, maximum: mssRange.most }),
  z.literal('off'),
]);

const tunnelSchema = z.strictObject({
  mss: withDefault(parsed(mssText, parseMss), mssDefault).describe(
    'The MSS announced for connections to the VIPs, 536 (what every host takes) to 1480 (what an IPIP header leaves of 1500 bytes); off leaves it alone.',
  ),
});

/** What real servers have that hold the VIPs themselves. */
export const silenceKeys = {
  arp: withDefault(arpSchema, arpDefaults).describe(
    'How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all.',
  ),
  looseReversePath: withDefault(z.array(interfaceName), []).describe(
    'Interfaces that get rp_filter=2, for real servers that answer clients by another interface than requests come in by. In modes dr and tun.',
  ),
};

/** What real servers of mode tun have besides. */
export const tunnel = withDefault(tunnelSchema, {}).describe(
  'In mode tun, how the tunnel is used.',
);
