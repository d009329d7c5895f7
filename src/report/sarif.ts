import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Position } from '../base/diagnostic.ts';
import { harmless, jsonText } from './harmless.ts';
import { fileOf, fingerprints, messageText, type Reporter, ruleOf } from './shared.ts';
import type { ReporterOptions } from './shared.ts';

/**
 * SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard: every result has a file and a line. What
 * has no file of its own stands at the config.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (diagnostics, options) => {
  const { version } = options;
  const ids = [...new Set(diagnostics.map(ruleOf))];
  const marks = fingerprints(diagnostics);
  const driver = {
    name: 'lvsgen',
    ...(version === undefined ? {} : { semanticVersion: version }),
    rules: ids.map(describeRule),
  };
  const results = diagnostics.map((diagnostic, i) => ({
    ...resultOf(diagnostic, options),
    ruleIndex: ids.indexOf(ruleOf(diagnostic)),
    partialFingerprints: { 'finding/v1': marks[i] ?? '' },
  }));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return jsonText(log);
};

function resultOf(diagnostic: Diagnostic, options: ReporterOptions): Result {
  const { severity, position, related } = diagnostic;
  const result: Result = {
    ruleId: ruleOf(diagnostic),
    level: severity,
    message: { text: withoutLinks(messageText(diagnostic)) },
    locations: [{ physicalLocation: placeOf(fileOf(diagnostic, options), position) }],
  };
  if (related === undefined) return result;
  const text = withoutLinks(harmless(related.message));
  const physicalLocation = placeOf(related.file, related.position);
  // GitHub shows a related location only where the message links to it.
  const link = `[${text.replace(/[[\]\\]/g, '\\$&')}](1)`;
  return {
    ...result,
    message: { text: `${result.message.text ?? ''}\nnote: ${link}` },
    relatedLocations: [{ id: 1, message: { text }, physicalLocation }],
  };
}

/** What is quoted from a file is not to become a link: `[text](https://…)` would be one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function placeOf(file: string, position: Position | undefined): PhysicalLocation {
  const uri = isAbsolute(file)
    ? pathToFileURL(file.toWellFormed()).href
    : file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const { line = 1, column } = position ?? {};
  return {
    artifactLocation: { uri },
    region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
  };
}

const rules: Readonly<Record<string, string>> = {
  config: 'The config says what cannot be rendered, or what may not be meant.',
  failure: 'lvsgen could not do its work.',
};
const differences = ['missing', 'changed', 'executable-bit', 'orphaned', 'foreign'];

function describeRule(id: string): ReportingDescriptor {
  const isShellCheck = /^SC\d+$/.test(id);
  const text =
    rules[id] ??
    (differences.includes(id)
      ? 'What stands in the output folder is not what the config renders to.'
      : isShellCheck
        ? `ShellCheck ${id}`
        : `A rendered file breaks the rule ${harmless(id)}.`);
  const page = isShellCheck ? { helpUri: `https://www.shellcheck.net/wiki/${id}` } : {};
  const help = { text: page.helpUri ?? text };
  return { id, shortDescription: { text }, fullDescription: { text }, help, ...page };
}
