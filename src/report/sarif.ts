import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Position, RelatedPlace } from '../base/diagnostic.ts';
import { fingerprints } from './fingerprints.ts';
import { jsonText, wellFormed } from './json-text.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { fileOf, fullMessage, harmless, ruleOf } from './wording.ts';

/**
 * Puts diagnostics as SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard: every result has a
 * file and a line. What has no file of its own is told of the config.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (diagnostics, options) => {
  const ids = [...new Set(diagnostics.map(ruleOf))];
  const marks = fingerprints(diagnostics);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lvsgen',
            ...(options.version === undefined ? {} : { semanticVersion: options.version }),
            rules: ids.map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic, i) => ({
          ...resultOf(diagnostic, options),
          ruleIndex: ids.indexOf(ruleOf(diagnostic)),
          partialFingerprints: { 'finding/v1': marks[i] ?? '' },
        })),
      },
    ],
  };
  return jsonText(log);
};

function resultOf(diagnostic: Diagnostic, options: ReporterOptions): Result {
  const { severity, position, related } = diagnostic;
  const text = withoutLinks(fullMessage(diagnostic));
  return {
    ruleId: ruleOf(diagnostic),
    level: severity,
    message: {
      text: related === undefined ? text : `${text}\nnote: ${linkTo(related)}`,
    },
    locations: [{ physicalLocation: placeOf(fileOf(diagnostic, options), position) }],
    ...(related === undefined ? {} : { relatedLocations: [relatedLocation(related)] }),
  };
}

const relatedId = 1;

function relatedLocation({ message, file, position }: RelatedPlace): Location {
  return {
    id: relatedId,
    message: { text: withoutLinks(harmless(message)) },
    physicalLocation: placeOf(file, position),
  };
}

/** GitHub shows a related location only where the message links to it. */
function linkTo({ message }: RelatedPlace): string {
  return `[${withoutLinks(harmless(message)).replace(/[[\]\\]/g, '\\$&')}](${relatedId})`;
}

/** What is quoted from a file is not to become a link: `[text](https://…)` would be one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function placeOf(file: string, position: Position | undefined): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(wellFormed(file)) },
    region: {
      startLine: position?.line ?? 1,
      ...(position === undefined ? {} : { startColumn: position.column }),
    },
  };
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}

function describeRule(id: string): ReportingDescriptor {
  const { text, helpUri } = ruleText(id);
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: helpUri ?? text },
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

function ruleText(id: string): { readonly text: string; readonly helpUri?: string } {
  switch (id) {
    case 'config':
      return { text: 'The config says what cannot be rendered, or what may not be meant.' };
    case 'failure':
      return { text: 'lvsgen could not do its work.' };
    case 'missing':
    case 'changed':
    case 'executable-bit':
    case 'orphaned':
    case 'foreign':
      return { text: 'What stands in the output folder is not what the config renders to.' };
    default:
      return /^SC\d+$/.test(id)
        ? { text: `ShellCheck ${id}`, helpUri: `https://www.shellcheck.net/wiki/${id}` }
        : { text: `A rendered file breaks the rule ${harmless(id)}.` };
  }
}
