import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { ReportFormat } from '../../src/report/index.ts';

/** A folder with diagnostics, and beside them what each reporter makes of them. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  readonly diagnostics: readonly Diagnostic[];
}

const folder = join(import.meta.dirname, 'cases');

/** Every folder in `cases/`. */
export const cases: readonly Case[] = readdirSync(folder).map((name) => ({
  name,
  folder: join(folder, name),
  diagnostics: JSON.parse(
    readFileSync(join(folder, name, 'diagnostics.json'), 'utf8'),
  ) as readonly Diagnostic[],
}));

/** The report of a case in each format. */
export const reportFiles: Readonly<Record<ReportFormat, string>> = {
  text: 'expected.txt',
  json: 'expected.json',
  github: 'expected.github.txt',
  gitlab: 'expected.gitlab.json',
  sarif: 'expected.sarif',
};
