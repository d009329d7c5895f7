import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Position } from '../base/diagnostic.ts';
import { fileOf, fingerprints, messageText, type Reporter, ruleOf } from './diagnostics.ts';
import { harmless, harmlessJson } from './harmless.ts';

/**
 * SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard: every result has a file and a line.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (diagnostics, { version }) => {
  const ids = [...new Set(diagnostics.map(ruleOf))];
  const marks = fingerprints(diagnostics);
  const driver = { name: 'lvsgen', semanticVersion: version, rules: ids.map(describeRule) };
  const results = diagnostics.map((diagnostic, i) => ({
    ...resultOf(diagnostic),
    ruleIndex: ids.indexOf(ruleOf(diagnostic)),
    partialFingerprints: { 'finding/v1': marks[i] ?? '' },
  }));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return harmlessJson(log);
};

function resultOf(diagnostic: Diagnostic): Result {
  const { severity, position, related } = diagnostic;
  const text = messageText(diagnostic);
  const note = related && harmless(related.message);
  // GitHub shows a related location only where the message links to it.
  const link = note && `\nnote: [${note.replace(/[[\]\\]/g, '\\$&')}](1)`;
  return {
    ruleId: ruleOf(diagnostic),
    level: severity,
    message: { text: text + (link ?? '') },
    locations: [{ physicalLocation: placeOf(fileOf(diagnostic), position) }],
    ...(related && {
      relatedLocations: [
        {
          id: 1,
          message: { text: note ?? '' },
          physicalLocation: placeOf(related.file, related.position),
        },
      ],
    }),
  };
}

function placeOf(file: string, { line, column }: Partial<Position> = {}): PhysicalLocation {
  const uri = isAbsolute(file)
    ? pathToFileURL(file).href
    : file.split('/').map(encodeURIComponent).join('/');
  return {
    artifactLocation: { uri },
    region: { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) },
  };
}

function describeRule(id: string): ReportingDescriptor {
  if (!/^SC\d+$/.test(id)) {
    const text = `lvsgen: ${harmless(id)}`;
    return { id, shortDescription: { text }, fullDescription: { text }, help: { text } };
  }
  const text = `ShellCheck ${id}`;
  const helpUri = `https://www.shellcheck.net/wiki/${id}`;
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: helpUri },
    helpUri,
  };
}
