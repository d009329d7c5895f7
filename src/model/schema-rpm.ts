import * as z from 'zod';
import * as texts from './texts.ts';
import { textLike } from './schema-node.ts';
import { about, checked } from './schema-values.ts';

function specText(name: string, example: string, pattern = texts.specPattern) {
  return checked(
    textLike(pattern, example),
    (written) => texts.specFault(name, written),
    (written) => written.trim(),
  );
}

/** YAML takes 3 for a number; 1.10 stays text. */
function version(what: 'version' | 'release', example: string) {
  const pattern = texts.versionPattern.source;
  const maxLength = texts.longestVersion;
  const text = z.string().meta({ pattern, maxLength, examples: [example] });
  return checked(
    z.union([text, z.int().meta({ minimum: 0 })]),
    (written) => texts.versionFault(what, String(written)),
    String,
  );
}

/** An entry of the changelog of packages. */
const changelogEntry = z.strictObject({
  date: about(
    'The day. The newest entry is the first.',
    checked(
      z.string().meta({ pattern: texts.datePattern.source, examples: ['2026-11-28'] }),
      texts.dateFault,
      String,
    ),
  ),
  author: about('Who released it.', specText('author', 'Operations <ops@example.com>')),
  version: about(
    'The version and the release, 1 if it is left out.',
    checked(
      z.union([z.string().meta({ examples: ['1.4-1'] }), z.int().meta({ minimum: 0 })]),
      (written) => {
        const [version = '', release = '1'] = String(written).split(/-(.*)/s);
        return texts.versionFault('version', version) ?? texts.versionFault('release', release);
      },
      (written) => (String(written).includes('-') ? String(written) : `${written}-1`),
    ),
  ),
  changes: about(
    'What changed, a line each.',
    z
      .array(
        checked(
          textLike(texts.linePattern, '192.0.2.12 is a VIP'),
          (written) => texts.changeFault(written),
          (written) => written.trim(),
        ),
      )
      .min(1),
  ),
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
        specText('license', 'MIT').prefault('Proprietary'),
      ),
      url: about(
        'The address of a page about the packages.',
        specText('url', 'https://www.example.com/', texts.urlPattern).optional(),
      ),
      vendor: about('Who gives out the packages.', specText('vendor', 'Example Ltd').optional()),
      packager: about(
        'Whom to write to about the packages, such as Operations <ops@example.com>.',
        specText('packager', 'Operations <ops@example.com>').optional(),
      ),
      changelog: about(
        'What changed in the packages, newest first; becomes %changelog of the specs.',
        z.array(changelogEntry).prefault([]),
      ),
    })
    .prefault({}),
);
