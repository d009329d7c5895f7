import * as z from 'zod';

import { parseRunLevels, runLevelsPattern } from '../model/chkconfig.ts';
import { parseUnitName, unitNamePattern } from '../model/unit-name.ts';
import { initSystems, targetNames, targets } from '../targets/index.ts';
import { parsed } from './parsed.ts';
import { withDefault } from './with-default.ts';

const defaultsByTarget = targets
  .map(({ name, defaultInitSystems }) => `${name} [${defaultInitSystems.join(', ')}]`)
  .join(', ');

const unit = z.string().meta({ pattern: unitNamePattern.source, examples: ['nginx'] });
const runLevels = z.union([
  z.string().meta({ pattern: runLevelsPattern.source }),
  z.int().meta({ minimum: 0, maximum: 6543210 }),
]);
const priority = z.int().min(0).max(99);

const chkconfigDefaults = { levels: '-', start: 80, stop: 20 };

const chkconfigSchema = z.strictObject({
  levels: withDefault(parsed(runLevels, parseRunLevels), chkconfigDefaults.levels).describe(
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

/** The operating systems of a role's nodes; each role says in its own words what they are. */
export const targetList = z.array(z.enum(targetNames)).min(1);

/** How the scripts of a node are started: the same keys for every role. */
export const startKeys = {
  initSystems: z
    .array(z.enum(initSystems))
    .min(1)
    .optional()
    .describe(
      `What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it, each target has what suits it: ${defaultsByTarget}.`,
    ),
  chkconfig: withDefault(chkconfigSchema, chkconfigDefaults).describe(
    'The chkconfig line of the init script.',
  ),
  before: withDefault(z.array(parsed(unit, parseUnitName)), []).describe(
    'Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service. Init scripts are ordered by chkconfig.start instead.',
  ),
  guard: z
    .boolean()
    .default(true)
    .describe(
      'Whether a unit beside that of the service puts back within ten seconds what disappears: VIPs, routes, rules, settings. Where systemd starts the scripts.',
    ),
};
