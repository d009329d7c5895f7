import * as z from 'zod';

import { onStopChoices, silentAnnounce, silentIgnore } from '../model/arp-suppression.ts';
import { parseRunLevels, runLevelsPattern } from '../model/chkconfig.ts';
import { clusterNamePattern, longestClusterName } from '../model/cluster-name.ts';
import { descriptionPattern, longestDescription, parseDescription } from '../model/description.ts';
import { parseVip } from '../model/ipv4-address.ts';
import { parseUnitName, unitNamePattern } from '../model/unit-name.ts';
import { initSystems, targetNames, targets } from '../targets/index.ts';
import { parsed } from './parsed.ts';

/** Four numbers from 0 to 255 without leading zeros; which ranges cannot be VIPs is said when the config is read. */
const ipv4Pattern =
  '^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])$';

const defaultsByTarget = targets
  .map(({ name, defaultInitSystems }) => `${name} [${defaultInitSystems.join(', ')}]`)
  .join(', ');

const descriptionText = z
  .string()
  .meta({ pattern: descriptionPattern.source, maxLength: longestDescription });
const vip = z.string().meta({ pattern: ipv4Pattern, examples: ['192.168.10.12'] });
const unit = z.string().meta({ pattern: unitNamePattern.source, examples: ['nginx'] });
const runLevels = z.union([
  z.string().meta({ pattern: runLevelsPattern.source }),
  z.int().meta({ minimum: 0, maximum: 6543210 }),
]);
const priority = z.int().min(0).max(99);

const chkconfigDefaults = { levels: '-', start: 80, stop: 20 };
const arpDefaults = { ignore: 1, announce: 2, onStop: 'restore' } as const;

const chkconfigSchema = z.strictObject({
  levels: parsed(runLevels, parseRunLevels)
    .prefault(chkconfigDefaults.levels)
    .describe(
      'The run levels in which chkconfig --add switches the service on, such as 345. With - there are none: it starts at boot only after chkconfig lvs-… on.',
    ),
  start: priority
    .default(chkconfigDefaults.start)
    .describe(
      'Start priority, 0 to 99, the lower the earlier. The network starts at 10: stay above it.',
    ),
  stop: priority
    .default(chkconfigDefaults.stop)
    .describe(
      'Stop priority, 0 to 99, the lower the earlier. The network stops at 90: do not go above it.',
    ),
});

const arpSchema = z.strictObject({
  ignore: z
    .literal(silentIgnore)
    .default(arpDefaults.ignore)
    .describe(
      'arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet as well, 8 for no address of the host at all.',
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

/** The keys of a VS/DR cluster. */
export const directRoutingSchema = z.strictObject({
  description: parsed(descriptionText, parseDescription)
    .optional()
    .describe(
      'What the cluster is for, in one line. It stands in the header of the init script and is the Description of the unit.',
    ),
  mode: z
    .literal('dr')
    .describe(
      'How the director forwards. dr is VS/DR, direct routing: each real server holds the VIPs on lo, answers clients directly, and must not answer ARP for the VIPs.',
    ),
  vips: z
    .array(parsed(vip, parseVip))
    .min(1)
    .describe(
      'The virtual IPs. Each becomes a /32 on lo of every real server, once ARP for it is suppressed. IPv4 addresses without a prefix length.',
    ),
  targets: z
    .array(z.enum(targetNames))
    .min(1)
    .describe('The operating systems of the real servers. Each gets its own tree of files.'),
  initSystems: z
    .array(z.enum(initSystems))
    .min(1)
    .optional()
    .describe(
      `What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it, each target has what suits it: ${defaultsByTarget}.`,
    ),
  chkconfig: chkconfigSchema
    .prefault(chkconfigDefaults)
    .describe('The chkconfig line of the init script.'),
  before: z
    .array(parsed(unit, parseUnitName))
    .prefault([])
    .describe(
      'Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service. Init scripts are ordered by chkconfig.start instead.',
    ),
  arp: arpSchema
    .prefault(arpDefaults)
    .describe(
      'How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all.',
    ),
});

/** One cluster of any mode: `mode` tells which keys it has. */
const clusterSchema = z.discriminatedUnion('mode', [directRoutingSchema]);

const clusterName = z.string().regex(clusterNamePattern).max(longestClusterName);
const schemaLink = z
  .string()
  .optional()
  .describe('Where an editor finds the JSON Schema of this file, for JSON configs.');
const clustersText =
  'The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service lvs-web.';

/** The whole config. */
export const configSchema = z
  .strictObject({
    $schema: schemaLink,
    clusters: z.record(clusterName, clusterSchema).describe(clustersText),
  })
  .meta({
    title: 'lvsgen config',
    description: 'The clusters whose Linux Virtual Server scripts lvsgen renders.',
  });

/** The config down to the clusters, which are read one by one so that none hides what is wrong with another. */
export const outerSchema = z.strictObject({
  $schema: schemaLink,
  clusters: z.record(z.string(), z.unknown()),
});
