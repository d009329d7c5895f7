// npm run test:faults: lets every program that the scripts run fail, and kills them there. A word chooses what is tried,
// by how its name begins; --all tries everything.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lab, states, tryFault, tryState, tryTwo } from './experiments.ts';
import { Host, type Outcome } from './host.ts';
import { mutants } from './mutants.ts';
import { allVips, isDirector, nameOf, renderings, scriptOf, subjects } from './subjects.ts';
import type { Subject } from './subjects.ts';

const [word = ''] = process.argv.slice(2);
const chosen = word === '--all' ? '' : word;

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

const folder = mkdtempSync(join(tmpdir(), 'lvsgen-faults-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(130));
const LIBRARY = join(folder, 'fault.so');
const functions = join(folder, 'functions');
const source = join(import.meta.dirname, 'fault.c');
execFileSync('gcc', ['-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', LIBRARY, source]);
symlinkSync('/bin/bash', join(folder, 'sh'));
writeFileSync(functions, 'PATH=/sbin:/usr/sbin:/bin:/usr/bin\naction() { shift && "$@"; }\n');

/** Writes the scripts of a subject into a folder. */
function write(subject: Subject, name: string, change = (text: string): string => text): string {
  const to = join(folder, name);
  mkdirSync(to);
  for (const rendering of renderings)
    writeFileSync(join(to, rendering), change(scriptOf(subject, rendering, functions)));
  return to;
}

interface Experiment {
  readonly name: string;
  /** Tries scripts where others are right. Returns what is wrong. */
  run(its: Lab, right: Lab): Promise<string[]>;
}

function actionsOf(subject: Subject, state: string): string[] {
  return [
    ...['start', 'stop', 'restart', 'reload', 'status'],
    ...(subject.target === 'el6' ? [] : ['mend']),
    ...(isDirector(subject) ? ['drain 192.168.10.31', 'undrain 192.168.10.31'] : []),
    ...(state === 'clean' ? ['older start'] : []),
    ...['try-restart', 'condrestart', 'force-reload'],
  ];
}

async function experimentsOf(subject: Subject, lab: Lab): Promise<Experiment[]> {
  const experiments: Experiment[] = [];
  const add = (name: string, run: Experiment['run']): void => {
    experiments.push({ name: `${nameOf(subject)}/${name}`, run });
  };
  const tried = word === '' ? subject.tried : undefined;
  const isTried = (name: string): boolean => tried === undefined || tried.includes(name);
  for (const state of Object.keys(states)) {
    // A state that is one already: a real server needs no IPVS, and a director answers ARP.
    if (!isTried(state) || state === (isDirector(subject) ? 'loud' : 'bare')) continue;
    add(`${state}`, (its) => tryState(its, state));
    const from = await lab.make(state);
    const known = new Set<string>();
    for (const action of actionsOf(subject, state)) {
      if (!isTried(`${state}/${action}`)) continue;
      add(`${state}/${action}`, (its, right) => tryFault(its, right, from, action, ''));
      const { calls } = await lab.act(from, action);
      // Of the plain actions, what runs the same programs is the same.
      const programs = [action.replace(/^[^ ]*$/, ''), ...calls].join('\n');
      if (known.has(programs)) continue;
      known.add(programs);
      for (const [i, call] of calls.entries())
        for (const kind of [
          'before',
          'after',
          'kill-after',
          ...(changes.test(call) ? ['kill-before'] : []),
        ])
          add(`${state}/${action}/${i + 1}-${call.split(' ')[0]}/${kind}`, (its, right) =>
            tryFault(its, right, from, action, `${i + 1}:${kind}`),
          );
    }
  }
  for (const [state, action, meanwhile] of tried === undefined ? pairs : pairs.slice(0, 1)) {
    const from = await lab.make(state);
    for (const [i, call] of (await lab.act(from, action)).calls.entries())
      for (const kind of ['hold', ...(meanwhile === 'stop' ? ['orphan'] : [])])
        if (changes.test(call) || (tried === undefined && kind === 'hold'))
          add(
            `${state}/${action}+${meanwhile}/${i + 1}-${call.split(' ')[0]}/${kind}`,
            (its, right) => tryTwo(its, right, from, [action, meanwhile], `${i + 1}:${kind}`),
          );
  }
  for (const [is, shows, line, becomes] of mutants[subject.kind] ?? [])
    add(`mutant/${is}`, async ({ host }, right) => {
      const script = scriptOf(subject, 'web', functions);
      if (!script.includes(line)) return [`there is no ${line}`];
      const scripts = write(subject, is, (text) => text.replace(line, () => becomes));
      const its = new Lab(scripts, host, new Map());
      for (const { name, run } of experiments)
        if (name.startsWith(`${nameOf(subject)}/${shows}`) && (await run(its, right)).length > 0)
          return [];
      return ['nothing tells'];
    });
  return experiments;
}

let passed = 0;
let failed = 0;
for (const subject of subjects) {
  const name = nameOf(subject);
  if (!name.startsWith(chosen) && !chosen.startsWith(name)) continue;
  const began = Date.now();
  const SH = subject.shell === 'bash' ? join(folder, 'sh') : '/bin/dash';
  const VIPS = isDirector(subject) ? '' : allVips;
  const scripts = write(subject, name);
  const known = new Map<string, Promise<Outcome>>();
  const first = new Lab(scripts, new Host(subject.firewall, { LIBRARY, SH, VIPS }), known);
  const others = [1, 2].map(
    () => new Lab(scripts, new Host(subject.firewall, { LIBRARY, SH, VIPS }), known),
  );
  const experiments = (await experimentsOf(subject, first)).filter((one) =>
    one.name.startsWith(chosen),
  );
  const queue = experiments.values();
  let bad = 0;
  await Promise.all(
    [first, ...others].map(async (lab) => {
      for (const experiment of queue) {
        const problems = await experiment.run(lab, lab);
        if (problems.length === 0) continue;
        bad++;
        console.log(
          `FAILED: npm run test:faults -- '${experiment.name}'\n  ${problems.join('\n  ')}`,
        );
      }
      lab.host.end();
    }),
  );
  passed += experiments.length - bad;
  failed += bad;
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${name}: ${experiments.length} experiments, ${bad} failed, ${seconds} s`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
