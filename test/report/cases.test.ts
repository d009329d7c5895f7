// A case is a folder in cases/ with a diagnostics.json. `npx vitest -u` writes beside it what each reporter makes of
// them. Read that before you commit it.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFormats, reporters } from '../../src/report/index.ts';
import { cases, reportFiles } from './case.ts';
import { sarifProblems } from './sarif-schema.ts';

const options = { colour: false, version: '1.2.3' };

describe.for(cases)('$name', ({ folder, diagnostics }) => {
  it.for(reportFormats)('as %s', async (format) => {
    const report = reporters[format](diagnostics, options);
    await expect(report).toMatchFileSnapshot(join(folder, reportFiles[format]));
  });

  it('is SARIF as its schema has it', () => {
    expect(sarifProblems(JSON.parse(reporters.sarif(diagnostics, options)))).toEqual([]);
  });
});

it('notices what is no SARIF', () => {
  const [, { diagnostics } = { diagnostics: [] }] = cases;
  const log = JSON.parse(reporters.sarif(diagnostics, options)) as {
    runs: [{ results: { level: string; locations: unknown }[] }];
  };
  const [result] = log.runs[0].results;
  if (result === undefined) throw new Error('the case has no result');
  result.level = 'fatal';
  result.locations = 'lvsgen.yaml';
  expect(sarifProblems(log)).toEqual([
    '.runs[0].results[0].level should be equal to one of the allowed values',
    '.runs[0].results[0].locations should be array',
  ]);
});
