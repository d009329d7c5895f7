// npm run test:faults: lets every program that the scripts run fail, and kills them there. A word chooses what is tried,
// by how its name begins; --all tries everything.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lab, states, tryFault, tryState, tryTwo } from './experiments.ts';
import { Host, type Outcome } from './host.ts';
import { mutants } from './mutants.ts';
import { isDirector, renderings, scriptOf, subjects } from './subjects.ts';

const [word = ''] = process.argv.slice(2);
const chosen = word === '--all' ? '' : word;

const folder = mkdtempSync(join(tmpdir(), 'lvsgen-faults-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(130));
const [LIBRARY, functions] = [join(folder, 'fault.so'), join(folder, 'functions')];
const source = join(import.meta.dirname, 'fault.c');
execFileSync('gcc', ['-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', LIBRARY, source]);
writeFileSync(functions, 'PATH=/sbin:/usr/sbin:/bin:/usr/bin\naction() { shift && "$@"; }\n');
symlinkSync('/bin/bash', join(folder, 'sh'));
symlinkSync('/bin/dash', join(folder, 'dash'));

/** Calls that change something. */
const changes = /^(ip -batch|nft -f|iptables-restore|ipvsadm -R|mv|rm|touch)/;
/** Two at once: a state, an action, and what is done meanwhile. */
const pairs = [
  ['clean', 'start', 'stop'],
  ['started', 'stop', 'start'],
  ['clean', 'start', 'start'],
  ['clean', 'start', 'mail start'],
  ['started', 'restart', 'stop'],
  ['older', 'reload', 'stop'],
  ['both', 'stop', 'mail stop'],
] as const;
const actions = ['start', 'stop', 'restart', 'reload', 'status', 'mend', 'older start'];
const drain = ['drain 192.168.10.31', 'undrain 192.168.10.31'];
const aliases = ['try-restart', 'condrestart', 'force-reload'];

interface Experiment {
  readonly name: string;
  /** Tries scripts where others are right. Returns what is wrong. */
  readonly run: (its: Lab, right: Lab) => Promise<string[]>;
}

/** Writes the scripts of a subject into a folder. */
function write(subject: string, name: string, change = (text: string): string => text): string {
  const to = join(folder, name);
  mkdirSync(to);
  for (const of of renderings)
    writeFileSync(join(to, of), change(scriptOf(subject, of, functions)));
  return to;
}

async function experimentsOf(subject: string, lab: Lab): Promise<Experiment[]> {
  const experiments: Experiment[] = [];
  const add = (name: string, run: Experiment['run']): void => {
    experiments.push({ name: `${subject}/${name}`, run });
  };
  const sample = word === '' ? (subjects[subject] ?? '') : '';
  const isTried = (name: string): boolean => {
    const full = `${subject}/${name}`;
    if (word !== '' && !full.startsWith(chosen) && !chosen.startsWith(full))
      return chosen.includes('/mutant');
    return sample === '' || sample.includes(name);
  };
  for (const state of Object.keys(states).filter(isTried)) {
    // A real server does without IPVS, and a director answers ARP.
    if (state === (isDirector(subject) ? 'loud' : 'bare')) continue;
    const from = await lab.make(state);
    const known = new Set<string>();
    if (/half|unrecorded|older/.test(state)) add(state, (its) => tryState(its, state));
    for (const action of [...actions, ...(isDirector(subject) ? drain : []), ...aliases]) {
      if (!isTried(`${state}/${action}`)) continue;
      add(`${state}/${action}`, (its, right) => tryFault(its, right, from, action, ''));
      const { calls } = await lab.act(from, action);
      // Of the plain actions, what runs the same programs is the same.
      const programs = [/ .*/.exec(action), ...calls].join('\n');
      if (known.has(programs)) continue;
      known.add(programs);
      for (const [i, call] of calls.entries()) {
        const kinds = [
          'before',
          'after',
          'kill-after',
          ...(changes.test(call) ? ['kill-before'] : []),
        ];
        for (const kind of kinds)
          add(`${state}/${action}/${i + 1}-${call.split(' ')[0]}/${kind}`, (its, right) =>
            tryFault(its, right, from, action, `${i + 1}:${kind}`),
          );
      }
    }
  }
  for (const [state, ...two] of sample === '' ? pairs : pairs.slice(0, 1)) {
    if (sample === '' && !isTried(`${state}/${two.join('+')}`)) continue;
    const from = await lab.make(state);
    for (const [i, call] of (await lab.act(from, two[0])).calls.entries())
      for (const kind of two[1] === 'stop' ? ['hold', 'orphan'] : ['hold'])
        if (changes.test(call) || (sample === '' && kind === 'hold'))
          add(`${state}/${two.join('+')}/${i + 1}-${call.split(' ')[0]}/${kind}`, (its, right) =>
            tryTwo(its, right, from, two, `${i + 1}:${kind}`),
          );
  }
  for (const { shows, is, part, other } of mutants.filter((one) => one.shows.startsWith(subject)))
    add(`mutant/${is}`, async ({ host }, right) => {
      if (!scriptOf(subject, 'web', functions).includes(part)) return [`there is no ${part}`];
      const folder = write(subject, is, (text) => text.replace(part, () => other));
      const its = new Lab(folder, host, new Map());
      for (const { run } of experiments.filter(({ name }) => name.startsWith(shows)))
        if ((await run(its, right)).length > 0) return [];
      return ['nothing tells'];
    });
  return experiments;
}

let passed = 0;
let failed = 0;
for (const subject of Object.keys(subjects)) {
  if (!subject.startsWith(chosen) && !chosen.startsWith(subject)) continue;
  const began = Date.now();
  const SH = join(folder, subject.endsWith('dash') ? 'dash' : 'sh');
  const VIPS = isDirector(subject) ? '' : '192.168.10.12 192.168.10.13 192.168.10.14 192.168.10.15';
  const firewall = subject.includes('el7') ? 'iptables' : 'nft';
  const scripts = write(subject, subject);
  const known = new Map<string, Promise<Outcome>>();
  const newLab = (): Lab => new Lab(scripts, new Host(firewall, { LIBRARY, SH, VIPS }), known);
  const labs = [newLab(), newLab(), newLab()] as const;
  const experiments = await experimentsOf(subject, labs[0]);
  const queue = experiments.filter(({ name }) => name.startsWith(chosen));
  const [all, before] = [queue.length, failed];
  await Promise.all(
    labs.map(async (lab) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const problems = await next.run(lab, lab);
        if (problems.length === 0) continue;
        failed++;
        const [first = ''] = problems;
        const told = word === next.name ? problems.join('\n') : first.slice(0, 200);
        console.log(`npm run test:faults -- '${next.name}' # ${told}`);
      }
      lab.host.end();
    }),
  );
  const bad = failed - before;
  passed += all - bad;
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${subject}: ${all - bad} of ${all} experiments held, ${seconds} s`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
