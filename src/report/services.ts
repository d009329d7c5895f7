// The formats of services that review code, and what they say of a diagnostic.
import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, ReportingDescriptor } from 'sarif';
import type { Diagnostic, Position, RelatedPlace } from '../base/diagnostic.ts';
import { harmless, harmlessJson } from '../base/words.ts';

/** Puts diagnostics into the text of one format, complete with its last line end. */
export type Reporter = (
  diagnostics: readonly Diagnostic[],
  options: { readonly colour: boolean; readonly version: string },
) => string;

/** A place as compilers write it, so that editors find their way. */
export function placeText(file: string, position: Position | undefined): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

/** What another place has to do with it, and where that is. */
export function noteText({ message, file, position }: RelatedPlace): string {
  return harmless(`${message}, ${placeText(file, position)}`);
}

/** What was wrong and what would be right, for a format that shows the place by itself. */
function messageText({ key, message, hint }: Diagnostic): string {
  const head = key === undefined ? message : `${key}: ${message}`;
  return harmless(hint === undefined ? head : `${head}\nhelp: ${hint}`);
}

/** The same with the other place, for a format that has none for it. */
function messageWithNote(diagnostic: Diagnostic): string {
  const { related } = diagnostic;
  const text = messageText(diagnostic);
  return related === undefined ? text : `${text}\nnote: ${noteText(related)}`;
}

/** The rule that was broken, in formats where every diagnostic has one. */
function ruleOf({ rule, file }: Diagnostic): string {
  return rule ?? (file === undefined ? 'failure' : 'config');
}

type Fingerprinted = Diagnostic & Readonly<Record<'rule' | 'file' | 'fingerprint', string>>;

/**
 * Diagnostics for formats where each has a rule and a file, and a fingerprint by which it is known again in a later
 * report. What has no file stands at the config. Lines are not in the fingerprint: they move when something is added
 * above. Those that would be the same are counted, so that no two are.
 */
export function withFingerprints(diagnostics: readonly Diagnostic[]): Fingerprinted[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { file = '', key = '', message } = diagnostic;
    const rule = ruleOf(diagnostic);
    const what = JSON.stringify([rule, file, key, message]);
    const number = seen.get(what) ?? 0;
    seen.set(what, number + 1);
    const fingerprint = createHash('sha256').update(`${what} ${number}`).digest('hex');
    return { ...diagnostic, rule, file: file || 'lvsgen.yaml', fingerprint };
  });
}

/**
 * Workflow commands, which GitHub Actions turns into annotations: a line for each diagnostic.
 *
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export const reportGithub: Reporter = (diagnostics) => {
  // As escapeData and escapeProperty in packages/core/src/command.ts of actions/toolkit.
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = (text: string): string =>
    data(harmless(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const lines = diagnostics.map((diagnostic) => {
    const { severity, file, position } = diagnostic;
    const properties = [
      ...(file === undefined ? [] : [`file=${property(file)}`]),
      ...(position === undefined ? [] : [`line=${position.line}`, `col=${position.column}`]),
      `title=${property(`lvsgen: ${ruleOf(diagnostic)}`)}`,
    ];
    return `::${severity} ${properties.join(',')}::${data(messageWithNote(diagnostic))}\n`;
  });
  return lines.join('');
};

/**
 * A Code Quality report of GitLab.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const reportGitlab: Reporter = (diagnostics) => {
  const issues = withFingerprints(diagnostics).map((diagnostic) => ({
    description: messageWithNote(diagnostic),
    check_name: diagnostic.rule,
    fingerprint: diagnostic.fingerprint,
    severity: diagnostic.severity === 'error' ? 'major' : 'minor',
    location: { path: diagnostic.file, lines: { begin: diagnostic.position?.line ?? 1 } },
  }));
  return harmlessJson(issues);
};

/**
 * SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard: every result has a file and a line.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (diagnostics, { version }) => {
  const known = withFingerprints(diagnostics);
  const ids = [...new Set(known.map(({ rule }) => rule))];
  const driver = { name: 'lvsgen', semanticVersion: version, rules: ids.map(describeRule) };
  const results = known.map((diagnostic) => {
    const { related, severity, rule, fingerprint } = diagnostic;
    const note = related && harmless(related.message);
    // GitHub shows a related location only where the message links to it.
    const link = note && `\nnote: [${note.replace(/[[\]\\]/g, '\\$&')}](1)`;
    return {
      ruleId: rule,
      level: severity,
      message: { text: messageText(diagnostic) + (link ?? '') },
      locations: [{ physicalLocation: placeOf(diagnostic.file, diagnostic.position) }],
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
