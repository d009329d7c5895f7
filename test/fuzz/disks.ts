import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './folder.ts';
import { type Failure, type Outcome, outcomeOf, together } from './outcome.ts';
import { scenarios, type Scenario } from './scenarios.ts';
import { bin } from './strike.ts';

/** How many sizes of a disk are tried for each command; without it, each until it is large enough. */
export interface DiskAmount {
  readonly seed: number;
  readonly runs?: number;
  readonly only?: readonly string[];
}

/** The commands that end by themselves, on disks that are too small for them, and on one that may not be written. */
export async function failingDisks({ runs = 1000, seed, only }: DiskAmount): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const scenario of scenarios) {
    if (scenario.until !== undefined || (only !== undefined && !only.includes(scenario.name)))
      continue;
    outcomes.push(await onDisks(scenario, seed, runs));
  }
  return together(outcomes);
}

async function onDisks(scenario: Scenario, seed: number, runs: number): Promise<Outcome> {
  return inFolder(async (folder) => {
    const start = join(folder, 'start');
    mkdirSync(start);
    await scenario.prepare(start);
    writeFileSync(join(folder, 'script'), script(folder, scenario.argv, runs, seed));
    const said = await output('unshare', ['--mount', 'bash', join(folder, 'script')]);
    const failures: Failure[] = [];
    let run = 0;
    for (const line of said.split('\n')) {
      const match = /^(disk|inodes|read-only) (\S*) exit (\d+) (same|other)(.*)$/.exec(line);
      if (match === null) continue;
      const [, kind = '', size = '', code = '', tree, rest = ''] = match;
      const isFine = (code === '2' && tree === 'same') || (code === '0' && kind !== 'read-only');
      const input = `${scenario.name}, ${kind} ${size}`;
      if (!isFine)
        failures.push({ seed, run, input, why: `exit ${code}, the ${tree} tree${rest}` });
      run += 1;
    }
    if (run < 2) throw new Error(`${scenario.name}: no disk was tried: ${said}`);
    return outcomeOf(run, failures);
  });
}

/** Disks that have a block, or a file, more each time, until the command succeeds. */
function script(folder: string, argv: readonly string[], runs: number, seed: number): string {
  const command = [process.execPath, bin, ...argv].map((word) => `'${word}'`).join(' ');
  return `set -u
mount --make-rprivate /
disk=${folder}/disk
mkdir $disk
listing() { (cd $disk && find . -printf '%P %y %m %s %l\\n' | sort && find . -type f -print0 | sort -z | xargs -0 -r sha256sum); }
try() {
  mount -t tmpfs -o "$3" tmpfs $disk
  cp -a ${folder}/start/. $disk
  if [ "$1" = read-only ]; then mount -o remount,ro $disk; fi
  before=$(listing)
  (cd $disk && timeout 60 ${command}) >${folder}/said 2>&1
  code=$?
  after=$(listing)
  if [ "$before" = "$after" ]; then tree=same; else tree=other; fi
  if [ $code = 2 ] && [ $tree = same ]; then echo "$1 $2 exit $code $tree"
  else echo "$1 $2 exit $code $tree: $(diff <(echo "$before") <(echo "$after") | head -n 4 | tr '\\n' ' ') $(head -c 300 ${folder}/said | tr '\\n' ' ')"; fi
  umount $disk
  [ $code != 0 ]
}
try read-only '' size=8m
mount -t tmpfs tmpfs $disk
cp -a ${folder}/start/. $disk
blocks=$(($(df --output=used -k $disk | tail -n 1) / 4))
files=$(df --output=iused $disk | tail -n 1)
umount $disk
for ((more = ${Math.abs(seed) % 2}, tried = 0; tried < ${runs}; more += 1 + ${runs < 100 ? 4 : 0}, tried += 1)); do
  [ $((blocks + more)) -gt 0 ] || continue
  try disk $more "size=$(((blocks + more) * 4))k" || break
done
for ((more = ${Math.abs(seed) % 2}, tried = 0; tried < ${runs}; more += 1 + ${runs < 100 ? 4 : 0}, tried += 1)); do
  try inodes $more "size=8m,nr_inodes=$((files + more))" || break
done
`;
}

function output(program: string, argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject).on('close', () => {
      resolve(said);
    });
  });
}
