// npm run test:faults: lets every program that the scripts run fail, and kills them there. Words choose what is tried, by
// how its name begins; --all tries everything.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changes, Lab, statesOf, tryFault, tryTwo } from './experiments.ts';
import { Host, Hosts, type State } from './host.ts';
import { isDirector, renderings, scriptOf, subjects, type Subject } from './subjects.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = process.argv.includes('--all') || words.length > 0;
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-faults-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(130));

const LIBRARY = join(folder, 'fault.so');
const functions = join(folder, 'functions');
const compiler = ['-O1', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', LIBRARY];
execFileSync('gcc', [...compiler, join(import.meta.dirname, 'fault.c')]);
symlinkSync('/bin/bash', join(folder, 'sh'));
writeFileSync(
  functions,
  'action() { shift && "$@"; }\nPATH=/sbin:/usr/sbin:/bin:/usr/bin\nexport PATH\numask 022\n',
);

const actions = ['start', 'stop', 'restart', 'reload', 'status', 'mend'];
const others = ['try-restart', 'condrestart', 'force-reload'];
const kinds = ['before', 'after', 'kill-before', 'kill-after'];
const sample: Readonly<Record<string, readonly string[]>> = {
  clean: ['start'],
  started: ['stop', 'status'],
  flushed: ['reload', 'mend'],
  older: ['reload'],
  both: ['stop'],
};
const pairs: readonly (readonly [string, string, string])[] = [
  ['clean', 'start', 'start'],
  ['clean', 'start', 'stop'],
  ['started', 'stop', 'start'],
  ['clean', 'start', 'mail start'],
  ['started', 'restart', 'stop'],
  ['older', 'reload', 'stop'],
  ['both', 'stop', 'mail stop'],
];

interface Experiment {
  readonly name: string;
  run(): Promise<string[]>;
}

async function experimentsWith(subject: Subject, lab: Lab, states: ReadonlyMap<string, State>) {
  const experiments: Experiment[] = [];
  const isWhole = all || subject.whole === true;
  const add = (name: string, run: () => Promise<string[]>): void => {
    if (words.length === 0 || words.some((word) => name.startsWith(word)))
      experiments.push({ name, run });
  };
  for (const [state, from] of states) {
    const known = new Set<string>();
    for (const action of [...actions, ...others]) {
      if (action === 'mend' && subject.target === 'el6') continue;
      add(`${subject.name}/${state}/${action}`, () => tryFault(lab, lab, from, action, ''));
      const { calls } = await lab.act(from, action);
      if (known.has(calls.join()) || !(isWhole || sample[state]?.includes(action))) continue;
      known.add(calls.join());
      for (const [i, call] of calls.entries())
        for (const kind of kinds)
          add(`${subject.name}/${state}/${action}/${i + 1}-${call.split(' ')[0]}/${kind}`, () =>
            tryFault(lab, lab, from, action, `${i + 1}:${kind}`),
          );
    }
  }
  for (const [state, action, meanwhile] of isWhole ? pairs : pairs.slice(1, 3)) {
    const from = states.get(state) ?? '';
    const { calls } = await lab.act(from, action);
    for (const [i, call] of calls.entries()) {
      const name = `${subject.name}/${state}/${action}`;
      const program = `${i + 1}-${call.split(' ')[0]}`;
      add(`${name}+${meanwhile}/${program}/hold`, () =>
        tryTwo(lab, from, [action, meanwhile], `${i + 1}:hold`),
      );
      if (meanwhile === 'stop' && changes.test(call))
        add(`${name}/${program}/orphan`, () =>
          tryTwo(lab, from, [action, 'stop'], `${i + 1}:orphan`),
        );
    }
  }
  return experiments;
}

function write(subject: Subject, into: string, change = (script: string): string => script): void {
  mkdirSync(into);
  for (const rendering of renderings)
    writeFileSync(join(into, rendering), change(scriptOf(subject, rendering, functions)));
}

let passed = 0;
let failed = 0;
for (const subject of subjects) {
  if (words.length > 0 && !words.some((word) => word.startsWith(subject.name))) continue;
  const began = Date.now();
  const scripts = join(folder, subject.name);
  write(subject, scripts);
  const SH = subject.shell === 'bash' ? join(folder, 'sh') : '/bin/dash';
  const VIPS = isDirector(subject) ? '' : '192.168.10.12 192.168.10.13 192.168.10.14 192.168.10.15';
  const hosts = [1, 2, 3].map(() => new Host(subject.firewall, { LIBRARY, SH, VIPS }));
  const lab = new Lab(new Hosts(hosts), scripts);
  const experiments = await experimentsWith(subject, lab, await statesOf(lab, subject));
  let bad = 0;
  await Promise.all(
    experiments.map(async ({ name, run }) => {
      const problems = await run();
      if (problems.length === 0) return;
      bad++;
      console.log(`${name}\n  ${problems.join('\n  ')}`);
    }),
  );
  for (const host of hosts) host.end();
  console.log(
    `${subject.name}: ${experiments.length} experiments, ${bad} failed, ${(Date.now() - began) / 1000} s`,
  );
  passed += experiments.length - bad;
  failed += bad;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
