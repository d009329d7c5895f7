// A case is a folder in cases/ with a diagnostics.json. `npx vitest -u` writes beside it what each reporter makes of
// them. Read that before you commit it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { reporters } from '../../src/report/index.ts';
import { withFingerprints } from '../../src/report/services.ts';
import { sarifProblems } from './sarif-schema.ts';

const folder = join(import.meta.dirname, 'cases');
const options = { colour: false, version: '1.2.3' };
const files = {
  text: 'expected.txt',
  json: 'expected.json',
  github: 'expected.github.txt',
  gitlab: 'expected.gitlab.json',
  sarif: 'expected.sarif',
} as const;

function diagnosticsOf(name: string): readonly Diagnostic[] {
  const text = readFileSync(join(folder, name, 'diagnostics.json'), 'utf8');
  return JSON.parse(text) as readonly Diagnostic[];
}

describe.for(readdirSync(folder))('%s', (name) => {
  const diagnostics = diagnosticsOf(name);

  it.for(Object.entries(files))('as %s', async ([format, file]) => {
    const report = reporters[format as keyof typeof files](diagnostics, options);
    await expect(report).toMatchFileSnapshot(join(folder, name, file));
    if (format === 'sarif') expect(sarifProblems(JSON.parse(report))).toEqual([]);
  });

  it('is the same text in colours', () => {
    const coloured = reporters.text(diagnostics, { ...options, colour: true });
    expect(coloured.includes('\u001b[1m')).toBe(diagnostics.length > 0);
    expect(stripVTControlCharacters(coloured)).toBe(reporters.text(diagnostics, options));
  });
});

it('the schema of SARIF notices what is wrong', () => {
  const log = reporters.sarif(diagnosticsOf('config-errors'), options);
  const wrong: unknown = JSON.parse(log.replace('"level": "error"', '"level": "fatal"'));
  expect(sarifProblems(wrong)).toEqual([
    '.runs[0].results[0].level should be equal to one of the allowed values',
  ]);
});

// GitLab and code scanning want a file for everything.
it('what has no file stands at the config', () => {
  const failure = { severity: 'error', message: 'there is no ShellCheck here' } as const;
  for (const format of ['gitlab', 'sarif'] as const) {
    expect(reporters[format]([failure], options)).toContain('lvsgen.yaml');
  }
});

const fingerprints = (diagnostics: readonly Diagnostic[]): string[] =>
  withFingerprints(diagnostics).map(({ fingerprint }) => fingerprint);

describe('a fingerprint', () => {
  const finding: Diagnostic = {
    severity: 'error',
    file: 'generated/web/lvs-web',
    position: { line: 3, column: 4 },
    rule: 'SC2086',
    message: 'Double quote this.',
  };

  it.for<readonly [change: Partial<Diagnostic>, isSame: boolean]>([
    [{ position: { line: 30, column: 1 }, frame: '> 30 | other' }, true],
    [{ hint: 'quote it' }, true],
    [{ file: 'generated/mail/lvs-mail' }, false],
    [{ rule: 'SC2046' }, false],
    [{ message: 'Double quote that.' }, false],
    [{ key: 'clusters.web' }, false],
  ])('with %j: the same is %s', ([change, isSame]) => {
    const [one, other] = [finding, { ...finding, ...change }].map((each) => fingerprints([each]));
    expect(JSON.stringify(one) === JSON.stringify(other)).toBe(isSame);
  });

  it('is there once for each of several that are the same', () => {
    const marks = fingerprints([finding, finding, finding]);
    expect(marks[0]).toEqual(fingerprints([finding])[0]);
    expect(new Set(marks).size).toBe(3);
  });
});
