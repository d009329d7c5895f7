// npm run test:faults: breaks every step of the rendered scripts, in each way that it can break. See RELIABILITY.md.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TemporaryFolder } from '../cluster/folder.ts';
import { attempts } from '../fuzz/attempts.ts';
import { commandLine } from '../docs/parts.ts';
import { documentFigures, documentTables } from './document.ts';
import { hunt } from './hunt.ts';
import { investigate, type Journal } from './investigation.ts';
import { fingerprintOf, forgetJournals, openJournal } from './journal.ts';
import { labWithStandIn } from './ipvs.ts';
import { Namespaces } from './lab.ts';
import { equivalent, mutants } from './mutants.ts';
import { makeRoot, obstacle } from './place.ts';
import { coveringExperiments, everyExperiment } from './plan.ts';
import { Progress } from './progress.ts';
import { pairs, raceAll } from './races.ts';
import { Report } from './report.ts';
import { mutantsInSample, raceSample, sampleOf } from './sample.ts';
import { allSubjects, directors, ipvsSubjects, named, subjects, type Subject } from './subjects.ts';
import { tablesOf } from './tables.ts';
import { allWithIpvs, sampleWithIpvs } from './with-ipvs.ts';

const { values: options } = parseArgs({
  allowPositionals: false,
  options: {
    all: { type: 'boolean', default: false },
    document: { type: 'boolean', default: false },
    everywhere: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    // Half of the time of an experiment is spent on waiting.
    jobs: { type: 'string', default: String(2 * cpus().length) },
    json: { type: 'string' },
    part: { type: 'string', multiple: true },
    subject: { type: 'string', multiple: true },
    state: { type: 'string', multiple: true },
  },
});

// The generator has tests of its own, of samples.
const usualParts = ['steps', 'races', 'ipvs', 'mutants'];
const parts = options.part ?? (options.all ? [...usualParts, 'generator'] : usualParts);

const folder = import.meta.dirname;
const journals = join(folder, '../../node_modules/.cache/faults');
const progress = new Progress();
const tick = (done: number, all: number): void => {
  progress.show(done, all);
};

async function main(): Promise<number> {
  const problem = obstacle();
  if (problem !== undefined) {
    console.error(`npm run test:faults cannot run here: ${problem}`);
    return 2;
  }
  if (options.fresh) forgetJournals(journals);
  const report = new Report(console.log);
  const temporary = new TemporaryFolder();
  try {
    await runAll(temporary.path, report);
  } finally {
    progress.end();
    await temporary.remove();
  }
  report.end();
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify(report.figures(), null, 2)}\n`);
  if (options.document) {
    await documentTables();
    await documentFigures(report.figures(), commandLine('test:faults', process.argv.slice(2)));
  }
  return report.allHeld() ? 0 : 1;
}

async function runAll(temporary: string, report: Report): Promise<void> {
  const lab = new Namespaces(join(temporary, 'root'), Number(options.jobs));
  makeRoot(lab.root, subjects);
  const standIn = labWithStandIn(directors, temporary, lab.workers);
  const fingerprint = fingerprintOf(join(lab.root, 'faults'), join(standIn.root, 'faults'), folder);
  const labOf = ({ kind }: Subject): Namespaces => (kind === 'director' ? standIn : lab);
  const journalOf = (name: string): { journal?: Journal } =>
    options.all ? { journal: openJournal(join(journals, fingerprint, `${name}.jsonl`)) } : {};
  // A sample in a guest, which has one processor, runs beside the rest.
  const beside =
    parts.includes('ipvs') && !options.all ? sampleWithIpvs(temporary) : Promise.resolve([]);
  // Until it is waited for, a failure there is not one that nobody has seen to.
  beside.catch(() => undefined);

  if (parts.includes('steps'))
    for (const subject of chosen(allSubjects)) {
      progress.begin(subject.name);
      const choose = options.all ? everyExperiment : coveringExperiments;
      const states = statesOf(subject);
      const journal = journalOf(subject.name);
      const findings = await investigate(subject, states, choose, labOf(subject), tick, journal);
      progress.end();
      report.add(subject, findings);
    }
  if (parts.includes('races'))
    for (const subject of chosen(allSubjects).filter(
      ({ name }) => options.all || raceSample.subjects.includes(name),
    )) {
      progress.begin(`${subject.name}, two at once`);
      const races = options.all ? pairs : pairs.filter((_, i) => raceSample.pairs.includes(i));
      const findings = await raceAll(subject, races, options.all, labOf(subject), tick);
      progress.end();
      report.addRaces(subject, findings);
    }
  if (parts.includes('mutants'))
    for (const [i, mutant] of mutants.entries()) {
      if (!options.all && !mutantsInSample.includes(i)) continue;
      progress.begin(mutant.name);
      const subject = named(mutant.subject, allSubjects);
      const place = join(temporary, `mutant-${i}`);
      const found = await hunt(mutant, subject, place, labOf(subject), tick);
      progress.end();
      report.addMutant(mutant.name, found);
    }
  if (parts.includes('mutants') && options.all) report.addEquivalent(equivalent);
  if (parts.includes('ipvs') && options.all) {
    progress.begin('with IPVS');
    for (const findings of await allWithIpvs(
      chosen(ipvsSubjects).map((subject) => ({
        subject,
        states: statesOf(subject),
        ...journalOf(`${subject.name}-ipvs`),
      })),
      { temporary, workers: lab.workers, everywhere: options.everywhere },
      tick,
    ))
      report.addWithIpvs(findings);
    progress.end();
  }
  if (parts.includes('generator')) {
    execFileSync('npm', ['run', '--silent', 'build:js']);
    for (const [what, { attempt }] of Object.entries(attempts))
      report.addGenerator(what, await attempt(options.all ? 'everything' : 'sample'));
  }
  for (const findings of await beside) report.addWithIpvs(findings);
}

const chosen = (among: readonly Subject[]): Subject[] =>
  among.filter(
    ({ name }) => options.subject?.includes(name) ?? (options.all || sampleOf(name) !== undefined),
  );

const statesOf = (subject: Subject): string[] =>
  tablesOf(subject)
    .map(({ state }) => state)
    .filter(
      (state) =>
        options.state?.includes(state) ?? (options.all || sampleOf(subject.name)?.includes(state)),
    );

process.exitCode = await main();
