import * as z from 'zod';

import { parseRunLevels, runLevelsPattern } from '../model/chkconfig.ts';
import { longestDescription } from '../model/description.ts';
import {
  packageTextPattern,
  packageUrlPattern,
  parsePackageText,
  parsePackageUrl,
} from '../model/package-text.ts';
import {
  longestPackageVersion,
  packageVersionPattern,
  parsePackageVersion,
} from '../model/package-version.ts';
import { parseUnitName, unitNamePattern } from '../model/unit-name.ts';
import { initSystems, targetNames, targets } from '../targets/index.ts';
import { about, parsed } from './schema-values.ts';

const defaultsByTarget = targets
  .map(({ name, defaultInitSystems }) => `${name} [${defaultInitSystems.join(', ')}]`)
  .join(', ');

const unit = z.string().meta({ pattern: unitNamePattern.source, examples: ['nginx'] });
const runLevels = z
  .union([
    z.string().meta({ pattern: runLevelsPattern.source }),
    z.int().meta({ minimum: 0, maximum: 6543210 }),
  ])
  .meta({ examples: ['345'] });
const priority = z.int().min(0).max(99);

const chkconfigDefaults = { levels: '-', start: 80, stop: 20 };

const chkconfig = z.strictObject({
  levels: about(
    'The run levels in which chkconfig --add switches the service on, such as 345. With - there are none: it starts at boot only after chkconfig lvs-… on.',
    parsed(runLevels, parseRunLevels).prefault(chkconfigDefaults.levels),
  ),
  start: about(
    'Start priority, 0 to 99, the lower the earlier. The network starts at 10: stay above it.',
    priority.default(chkconfigDefaults.start),
  ),
  stop: about(
    'Stop priority, 0 to 99, the lower the earlier. The network stops at 90: do not go above it.',
    priority.default(chkconfigDefaults.stop),
  ),
});

/** The operating systems of a role's nodes; each role says in its own words what they are. */
export const targetList = z.array(z.enum(targetNames)).min(1);

/** How the scripts of a node are started: the same keys for every role. */
export const startKeys = {
  initSystems: about(
    `What starts the scripts: sysv (an init script with a chkconfig header), systemd (a unit), or both. Without it, each target has what suits it: ${defaultsByTarget}.`,
    z.array(z.enum(initSystems)).min(1).optional(),
  ),
  chkconfig: about('The chkconfig line of the init script.', chkconfig.prefault(chkconfigDefaults)),
  before: about(
    'Services that bind a VIP and so start after this one: Before= of the unit. A name without a type is a service. Init scripts are ordered by chkconfig.start instead.',
    z.array(parsed(unit, parseUnitName)).prefault([]),
  ),
  guard: about(
    'Whether a unit beside that of the service puts back within ten seconds what disappears: VIPs, routes, rules, settings. Where systemd starts the scripts.',
    z.boolean().default(true),
  ),
};

/** YAML takes 3 for a number; 1.10 stays text. */
function version(what: 'version' | 'release', example: string) {
  const pattern = packageVersionPattern.source;
  const text = z.string().meta({ pattern, maxLength: longestPackageVersion, examples: [example] });
  return parsed(z.union([text, z.int().meta({ minimum: 0 })]), (written) =>
    parsePackageVersion(what, String(written)),
  );
}

function textLike(pattern: RegExp, example: string) {
  return z
    .string()
    .meta({ pattern: pattern.source, maxLength: longestDescription, examples: [example] });
}

function line(name: string, example: string) {
  return parsed(textLike(packageTextPattern, example), (value) => parsePackageText(name, value));
}

const url = parsed(textLike(packageUrlPattern, 'https://www.example.com/'), parsePackageUrl);

/** What the RPM packages of a cluster say of themselves. */
export const rpm = about(
  "What lvsgen rpm writes into the specs of the cluster's packages, of real servers and directors.",
  z
    .strictObject({
      version: about(
        'The version of the packages: letters, digits and . _ + ~ ^. Without it, lvsgen rpm wants --package-version, which wins over it.',
        version('version', '1.0').optional(),
      ),
      release: about(
        'The release of the packages, of the same characters; the name of the target follows it, as in 1.el6. --package-release wins over it.',
        version('release', '1').prefault('1'),
      ),
      license: about(
        'The license field: under which terms the scripts may be passed on. They belong to whoever renders them, so without it nobody is given any.',
        line('license', 'MIT').prefault('Proprietary'),
      ),
      url: about('The address of a page about the packages.', url.optional()),
      vendor: about('Who gives out the packages.', line('vendor', 'Example Ltd').optional()),
      packager: about(
        'Whom to write to about the packages, such as Operations <ops@example.com>.',
        line('packager', 'Operations <ops@example.com>').optional(),
      ),
    })
    .prefault({}),
);
