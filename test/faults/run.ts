// npm run test:faults: breaks every step of the rendered scripts, in each way that it can break. See RELIABILITY.md.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TemporaryFolder } from '../cluster/folder.ts';
import { describeExperiment } from './experiment.ts';
import { investigate, type Findings } from './investigation.ts';
import { fingerprintOf, forgetJournals, openJournal } from './journal.ts';
import { makeRoot, obstacle } from './place.ts';
import { coveringExperiments, everyExperiment } from './plan.ts';
import { duration, Progress } from './progress.ts';
import { sampleOf } from './sample.ts';
import { subjects } from './subjects.ts';
import { tablesOf } from './tables.ts';

const { values: options } = parseArgs({
  allowPositionals: false,
  options: {
    all: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(cpus().length) },
    subject: { type: 'string', multiple: true },
    state: { type: 'string', multiple: true },
  },
});

const folder = import.meta.dirname;
const journals = join(folder, '../../node_modules/.cache/faults');

async function main(): Promise<number> {
  const problem = obstacle();
  if (problem !== undefined) {
    console.error(`npm run test:faults cannot run here: ${problem}`);
    return 2;
  }
  const begun = performance.now();
  const chosen = subjects.filter(
    ({ name }) => options.subject?.includes(name) ?? (options.all || sampleOf(name) !== undefined),
  );
  if (options.fresh) forgetJournals(journals);
  const temporary = new TemporaryFolder();
  const progress = new Progress();
  const found: Findings[] = [];
  try {
    const root = join(temporary.path, 'root');
    makeRoot(root, chosen);
    const fingerprint = fingerprintOf(join(root, 'faults'), folder);
    for (const subject of chosen) {
      const states = tablesOf(subject)
        .map(({ state }) => state)
        .filter((state) => options.state?.includes(state) ?? (options.all || sampleOf(subject.name)?.includes(state)));
      progress.begin(subject.name);
      const lab = { root, workers: Number(options.jobs) };
      const tick = (done: number, all: number): void => {
        progress.show(done, all);
      };
      const choose = options.all ? everyExperiment : coveringExperiments;
      const journal = options.all
        ? openJournal(join(journals, fingerprint, `${subject.name}.jsonl`))
        : undefined;
      const findings = await investigate(subject, states, choose, lab, tick, { ...(journal && { journal }) });
      progress.end();
      tell(findings);
      found.push(findings);
    }
  } finally {
    progress.end();
    await temporary.remove();
  }
  const { ran, held } = sum(found);
  const differences = found.reduce((count, { differences: all }) => count + all.length, 0);
  console.log(
    `\n${held} of ${ran} combinations of action, state, step and fault held, in ${duration((performance.now() - begun) / 1000)}; ${differences} differences from the tables`,
  );
  return ran > 0 && held === ran && differences === 0 ? 0 : 1;
}

function sum(found: readonly Findings[]): { ran: number; held: number } {
  const counts = found.flatMap((findings) => [...findings.counts.values()]);
  return {
    ran: counts.reduce((all, { ran }) => all + ran, 0),
    held: counts.reduce((all, { held }) => all + held, 0),
  };
}

function tell(findings: Findings): void {
  const { subject, counts, differences, failures } = findings;
  const { ran, held } = sum([findings]);
  console.log(`${subject}: ${held} of ${ran} held`);
  for (const [fault, count] of counts)
    if (count.held < count.ran) console.log(`  ${fault}: ${count.held} of ${count.ran}`);
  for (const difference of differences) console.log(`  without a fault: ${difference}`);
  for (const { experiment, at, problems } of failures) {
    console.log(`  ${describeExperiment(experiment)}\n    at: ${at.slice(0, 100)}`);
    for (const one of problems) console.log(`    ${one}`);
  }
}

process.exitCode = await main();
