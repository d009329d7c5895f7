import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, ReportingDescriptor } from 'sarif';
import type { Position } from '../base/diagnostic.ts';
import { findingsOf, messageText, type Reporter } from './diagnostics.ts';
import { harmless, harmlessJson } from './harmless.ts';

/**
 * SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard: every result has a file and a line.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (diagnostics, { version }) => {
  const findings = findingsOf(diagnostics);
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const driver = { name: 'lvsgen', semanticVersion: version, rules: ids.map(describeRule) };
  const results = findings.map((finding) => {
    const { related, severity, rule, fingerprint } = finding;
    const note = related && harmless(related.message);
    // GitHub shows a related location only where the message links to it.
    const link = note && `\nnote: [${note.replace(/[[\]\\]/g, '\\$&')}](1)`;
    return {
      ruleId: rule,
      level: severity,
      message: { text: messageText(finding) + (link ?? '') },
      locations: [{ physicalLocation: placeOf(finding.file, finding.position) }],
      ...(related && {
        relatedLocations: [
          {
            id: 1,
            message: { text: note ?? '' },
            physicalLocation: placeOf(related.file, related.position),
          },
        ],
      }),
      ruleIndex: ids.indexOf(rule),
      partialFingerprints: { 'finding/v1': fingerprint },
    };
  });
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return harmlessJson(log);
};

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
  const isShellCheck = /^SC\d+$/.test(id);
  const text = isShellCheck ? `ShellCheck ${id}` : `lvsgen: ${harmless(id)}`;
  const page = isShellCheck ? { helpUri: `https://www.shellcheck.net/wiki/${id}` } : {};
  const help = { text: page.helpUri ?? text };
  return { id, shortDescription: { text }, fullDescription: { text }, help, ...page };
}
