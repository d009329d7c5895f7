import * as z from 'zod';

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
import { parsed } from './parsed.ts';
import { withDefault } from './with-default.ts';

const versionText = z
  .string()
  .meta({ pattern: packageVersionPattern.source, maxLength: longestPackageVersion });

/** YAML takes 3 for a number; 1.10 stays text (see readScalar). */
function version(what: 'version' | 'release') {
  return parsed(z.union([versionText, z.int().meta({ minimum: 0 })]), (written) =>
    parsePackageVersion(what, String(written)),
  );
}

function line(name: string) {
  const text = z
    .string()
    .meta({ pattern: packageTextPattern.source, maxLength: longestDescription });
  return parsed(text, (value) => parsePackageText(name, value));
}

const url = parsed(
  z.string().meta({ pattern: packageUrlPattern.source, maxLength: longestDescription }),
  parsePackageUrl,
);

/** What the RPM packages of a cluster say of themselves. */
export const rpm = withDefault(
  z.strictObject({
    version: version('version')
      .optional()
      .describe(
        'The version of the packages: letters, digits and . _ + ~ ^. Without it, lvsgen rpm wants --package-version, which wins over it.',
      ),
    release: withDefault(version('release'), '1').describe(
      'The release of the packages, of the same characters; the name of the target follows it, as in 1.el6. --package-release wins over it.',
    ),
    license: withDefault(line('license'), 'Proprietary').describe(
      'The license field: under which terms the scripts may be passed on. They belong to whoever renders them, so without it nobody is given any.',
    ),
    url: url.optional().describe('The address of a page about the packages.'),
    vendor: line('vendor').optional().describe('Who gives out the packages.'),
    packager: line('packager')
      .optional()
      .describe('Whom to write to about the packages, such as Operations <ops@example.com>.'),
  }),
  {},
).describe(
  "What lvsgen rpm writes into the specs of the cluster's packages, of real servers and directors.",
);
