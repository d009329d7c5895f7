import * as z from 'zod';
import { quote } from '../base/words.ts';
import type { Fault } from './problem.ts';
import { line } from './schema-texts.ts';
import { about, checked, text, type Text } from './schema-values.ts';

type FaultOf = (written: string) => Fault | undefined;

/** A tag of a spec, which rpm prints as it is. */
function specLine(
  name: string,
  example: string,
  pattern = /^[^%\n\r]*[^%\\\s]$/,
  faultOf: FaultOf = () => undefined,
): Text {
  const specFault: FaultOf = (written) => {
    if (!written.includes('%') && !written.trimEnd().endsWith('\\')) return faultOf(written);
    const message = `${name} has a percent sign, or a backslash at its end: rpm would not print it as it is`;
    return [message, 'say it without the sign'];
  };
  return line(name, example, specFault, pattern);
}

const urlPattern = /^(https?|ftp):\/\/[^\s%\\]+$/;
const url = specLine('url', 'https://www.example.com/', urlPattern, (written) =>
  urlPattern.test(written.trim())
    ? undefined
    : ['url is no address of a page', 'write it as https://www.example.com/, or leave it out'],
);

/**
 * rpm takes these characters and no two dots in a row (rpmCharCheck in build/parsePreamble.c); a hyphen parts version
 * and release in the name of a package.
 */
const versionPattern = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~^]*$/;
/** In characters. */
const longestVersion = 64;

/** What keeps a text from being the version of a package, or its release. */
export function versionFault(what: 'version' | 'release', written: string): Fault | undefined {
  if (versionPattern.test(written) && written.length <= longestVersion) return undefined;
  return [
    `${what} ${quote(written)} is none to rpm: it takes up to ${longestVersion} letters, digits and . _ + ~ ^, a letter or digit first and no two dots in a row`,
    `write one such as ${what === 'version' ? '1.4.2' : '1'}`,
  ];
}

/** YAML takes 3 for a number; 1.10 stays text. */
function version(what: 'version' | 'release', example: string) {
  const shown = { pattern: versionPattern.source, maxLength: longestVersion, examples: [example] };
  return checked(
    z.union([z.string().meta(shown), z.int().meta({ minimum: 0 })]),
    (written) => versionFault(what, String(written)),
    String,
  );
}

/** A day that rpm takes in a changelog. */
const day = text(
  { pattern: /^(199\d|2\d{3})-\d{2}-\d{2}$/, example: '2026-11-28' },
  (written, isOfPattern) => {
    const time = new Date(Date.parse(`${written}T00:00:00Z`) || 0);
    // A day that its month does not have is read as one of the next.
    if (isOfPattern && time.toISOString().startsWith(written)) return undefined;
    return [`date ${quote(written)} is no day from 1990 on`, 'write it as 2026-11-28'];
  },
);

const change = line('a change', '192.0.2.12 is a VIP', (written) =>
  written.trimEnd().endsWith('\\')
    ? ['a change ends in a backslash, which joins lines in a spec', 'leave it out']
    : undefined,
);

/** An entry of the changelog of packages. */
const changelogEntry = z.strictObject({
  date: about('The day. The newest entry is the first.', day),
  author: about('Who released it.', specLine('author', 'Operations <ops@example.com>')),
  version: about(
    'The version and the release, 1 if it is left out.',
    checked(
      z.union([z.string().meta({ examples: ['1.4-1'] }), z.int().meta({ minimum: 0 })]),
      (written) => {
        const [version = '', release = '1'] = String(written).split(/-(.*)/s);
        return versionFault('version', version) ?? versionFault('release', release);
      },
      (written) => (String(written).includes('-') ? String(written) : `${written}-1`),
    ),
  ),
  changes: about('What changed, a line each.', z.array(change).min(1)),
});

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
        specLine('license', 'MIT').prefault('Proprietary'),
      ),
      url: about('The address of a page about the packages.', url.optional()),
      vendor: about('Who gives out the packages.', specLine('vendor', 'Example Ltd').optional()),
      packager: about(
        'Whom to write to about the packages, such as Operations <ops@example.com>.',
        specLine('packager', 'Operations <ops@example.com>').optional(),
      ),
      changelog: about(
        'What changed in the packages, newest first; becomes %changelog of the specs.',
        z.array(changelogEntry).prefault([]),
      ),
    })
    .prefault({}),
);
