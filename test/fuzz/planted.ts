import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inFolder } from './folder.ts';
import { runHere } from './in-process.ts';
import { type Amount, type Failure, type Outcome, outcomeOf } from './outcome.ts';
import { copyTo, difference, scenarios, snapshot } from './scenarios.ts';
import { textFault } from './documented.ts';

const kinds = [
  'link to a folder',
  'link to a file',
  'link to nothing',
  'pipe',
  'folder',
  'file',
] as const;

/** Those that end by themselves. */
const writing = scenarios.filter(({ until }) => until === undefined);

/**
 * Something planted in the place of a file or a folder that is to be written, or beside it: nothing outside of the
 * folder changes, nothing is waited for, and the command says why it does not write.
 */
export async function plantedLinks({ seed, runs }: Amount): Promise<Outcome> {
  const anyPlant = fc.record({
    scenario: fc.nat(writing.length - 1),
    place: fc.double({ min: 0, max: 0.999, noNaN: true }),
    kind: fc.constantFrom(...kinds),
    name: fc.constantFrom(
      '',
      '',
      '',
      '.lvsgen-0123456789abcdef.tmp',
      '\u001b[2J',
      'a\nb',
      '\u202ex',
    ),
  });
  return inFolder(async (folder) => {
    const trees = new Map<string, { readonly start: string; readonly paths: readonly string[] }>();
    for (const { name, prepare, argv } of writing) {
      const start = join(folder, `start ${name}`);
      const complete = join(folder, `complete ${name}`);
      mkdirSync(start);
      await prepare(start);
      copyTo(start, complete);
      await runHere(complete, argv);
      const paths = [...new Set([...snapshot(start).keys(), ...snapshot(complete).keys()])];
      // The folder itself may be a link: that is for the user to say, as is the config.
      const own = ['generated', 'rpm', 'root', 'own', ...(name === 'init' ? [] : ['lvsgen.yaml'])];
      trees.set(name, { start, paths: paths.filter((path) => !own.includes(path)) });
    }
    const failures: Failure[] = [];
    const plants = fc.sample(anyPlant, { seed, numRuns: runs });
    for (const [run, { scenario, place, kind, name: other }] of plants.entries()) {
      const { name, argv } = writing[scenario] ?? { name: '', argv: [] };
      const { start, paths } = trees.get(name) ?? { start: '', paths: [] };
      const path = paths[Math.floor(place * paths.length)] ?? '';
      const [here, outside] = [join(folder, 'here'), join(folder, 'outside')];
      for (const one of [here, outside]) rmSync(one, { recursive: true, force: true });
      copyTo(start, here);
      mkdirSync(join(outside, 'folder'), { recursive: true });
      writeFileSync(join(outside, 'file'), 'not ours\n');
      const target = other === '' ? join(here, path) : join(dirname(join(here, path)), other);
      plant(target, kind, outside);
      const before = snapshot(outside);
      const { code, stdout, stderr } = await runHere(here, argv);
      const why =
        difference(snapshot(outside), before) ??
        (code === 0 || code === 2 ? undefined : `exit code ${code}`) ??
        textFault(stderr) ??
        textFault(stdout);
      const input = `${name}, ${kind} at ${JSON.stringify(target.slice(here.length + 1))}`;
      if (why !== undefined) failures.push({ seed, run, input, why });
    }
    return outcomeOf(runs, failures);
  });
}

/** What stood there is outside afterwards where a link leads to it: it would be found and written to. */
function plant(target: string, kind: (typeof kinds)[number], outside: string): void {
  mkdirSync(dirname(target), { recursive: true });
  const isThere = lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  if (isThere && kind.startsWith('link to a f')) {
    renameSync(target, join(outside, 'moved'));
    symlinkSync(join(outside, 'moved'), target);
    return;
  }
  rmSync(target, { recursive: true, force: true });
  if (kind === 'link to a folder') symlinkSync(join(outside, 'folder'), target);
  else if (kind === 'link to a file') symlinkSync(join(outside, 'file'), target);
  else if (kind === 'link to nothing') symlinkSync(join(outside, 'nothing'), target);
  else if (kind === 'pipe') execFileSync('mkfifo', [target]);
  else if (kind === 'folder') mkdirSync(target);
  else writeFileSync(target, 'somebody else’s\n');
}
