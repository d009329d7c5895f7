// npm run bench -- [NAME…] [--json FILE] [--rounds N] [--document]
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLine, writePart } from '../docs/parts.ts';
import { install, pack } from '../package/install.ts';
import { measure, type Outcome } from './measure.ts';
import type { Bench } from './row.ts';
import { rows } from './rows.ts';
import { table } from './table.ts';

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    document: { type: 'boolean', default: false },
    json: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const selected = rows.filter(
  ({ name }) => names.length === 0 || names.some((wanted) => name.startsWith(wanted)),
);
if (selected.length === 0) {
  throw new Error(`no row is named so: there are ${rows.map(({ name }) => name).join(', ')}`);
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lvsgen-bench-')));
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

let program: string | undefined;
const bench: Bench = {
  folder: () => mkdtempSync(join(folder, 'row-')),
  lvsgen() {
    program ??= join(install(pack(bench.folder()), bench.folder()), 'node_modules/.bin/lvsgen');
    return program;
  },
};

const outcomes: Outcome[] = [];
for (const row of selected) {
  process.stderr.write(`${row.name}: ${row.what} / ${row.against}\n`);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  try {
    const outcome = await measure(row, bench, rounds);
    outcomes.push(outcome);
    if ('ratio' in outcome) process.stderr.write(`  ${outcome.ratio.toFixed(2)}\n`);
  } catch (error) {
    // The others may be measured all the same.
    process.stderr.write(`FAILED: ${String(error)}\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(table(outcomes));
if (values.document) {
  const command = commandLine('bench', process.argv.slice(2));
  const [cpu] = cpus();
  const machine = `Node.js ${process.version}, ${cpus().length} processors (${cpu?.model.trim() ?? ''})`;
  const text = `By \`${command}\`, ${machine}:\n\n${table(outcomes)}`;
  await writePart('docs/performance.md', 'ratios', text);
}
if (values.json !== undefined) {
  const machine = { node: process.version, platform: process.platform, arch: process.arch };
  writeFileSync(values.json, `${JSON.stringify({ ...machine, rows: outcomes }, undefined, 2)}\n`);
}
