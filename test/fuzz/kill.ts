import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from '../../src/output/replace-file.ts';
import { inFolder } from './folder.ts';
import { runHere } from './in-process.ts';
import { type Failure, type Outcome, outcomeOf, together } from './outcome.ts';
import { copyTo, difference, scenarios, type Scenario, snapshot } from './scenarios.ts';
import { type Strike, struck } from './strike.ts';

/** Where commands are killed. */
export interface KillAmount {
  readonly seed: number;
  /** Of each scenario, at calls that change something; without it, at every call of the file system. */
  readonly runs?: number;
  /** The names of the scenarios; without it, all of them. */
  readonly only?: readonly string[];
}

/**
 * Kills every command that writes before, after and half way each of its calls of the file system: each file is whole
 * then, the old one or the new one, and running it again completes the tree and leaves nothing else.
 */
export async function killEverywhere({ seed, runs, only }: KillAmount): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const scenario of scenarios) {
    if (only === undefined || only.includes(scenario.name)) {
      outcomes.push(await killIn(scenario, seed, runs));
    }
  }
  return together(outcomes);
}

async function killIn(
  scenario: Scenario,
  seed: number,
  runs: number | undefined,
): Promise<Outcome> {
  return inFolder(async (folder) => {
    const [start, complete] = [join(folder, 'start'), join(folder, 'complete')];
    mkdirSync(start);
    await scenario.prepare(start);
    copyTo(start, complete);
    const { calls, stderr, code } = await struck(
      complete,
      scenario.argv,
      undefined,
      '',
      scenario.until,
    );
    if (scenario.until === undefined && code !== 0) throw new Error(`${scenario.name}: ${stderr}`);
    const [before, after] = [snapshot(start), snapshot(complete)];
    const strikes = runs === undefined ? strikesOf(calls) : chosen(changesOf(calls), seed, runs);
    const failures: Failure[] = [];
    for (const [run, strike] of strikes.entries()) {
      const place = join(folder, 'place');
      rmSync(place, { recursive: true, force: true });
      copyTo(start, place);
      const { signal } = await struck(place, scenario.argv, strike, '', scenario.until);
      const why =
        (signal === 'SIGKILL'
          ? undefined
          : scenario.until === undefined
            ? 'it was not killed'
            : undefined) ??
        partFault(place, before, after) ??
        (await completionFault(place, scenario, before, after));
      const input = `${scenario.name}, killed ${strike.how} call ${strike.at}: ${calls[strike.at - 1] ?? ''}`;
      if (why !== undefined) failures.push({ seed, run, input, why });
    }
    return outcomeOf(strikes.length, failures);
  });
}

/** Every call, before and after; and half way those that write. */
function strikesOf(calls: readonly string[]): readonly Strike[] {
  return calls.flatMap((call, index): readonly Strike[] => {
    const at = index + 1;
    const half: readonly Strike[] = call.startsWith('writeFile ') ? [{ at, how: 'half way' }] : [];
    return [{ at, how: 'before' }, ...half, { at, how: 'after' }];
  });
}

/** Half way or after each call that changes something: between two of them, nothing is other than before the second. */
function changesOf(calls: readonly string[]): readonly Strike[] {
  return calls.flatMap((call, index): readonly Strike[] => {
    if (!/^(?:chmod|mkdir|rename|rmdir|unlink|writeFile) /.test(call)) return [];
    return [{ at: index + 1, how: call.startsWith('writeFile ') ? 'half way' : 'after' }];
  });
}

/** As many of them, spread over all; the seed says which ones. */
function chosen(strikes: readonly Strike[], seed: number, runs: number): readonly Strike[] {
  const step = strikes.length / Math.min(runs, strikes.length);
  const shift = (Math.abs(seed) % 97) / 97;
  return Array.from({ length: Math.min(runs, strikes.length) }, (_, index) => {
    const at = Math.floor((index + shift) * step);
    return strikes[Math.min(at, strikes.length - 1)];
  }).flatMap((strike) => strike ?? []);
}

/** A file that is neither the old one nor the new one. */
function partFault(
  place: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  for (const [path, what] of snapshot(place)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    // The list has the paths of both for a while.
    const isKnown = isTemporaryName(name) || name === 'lvsgen.files' || what === 'folder';
    if (!isKnown && what !== before.get(path) && what !== after.get(path)) {
      return `${path} is neither the old file nor the new one`;
    }
  }
  for (const [path, what] of before) {
    if (what !== 'folder' && after.has(path) && !snapshot(place).has(path))
      return `${path} is gone`;
  }
  return undefined;
}

async function completionFault(
  place: string,
  { argv, again = argv, check }: Scenario,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const { code, stderr } = await runHere(place, again);
  // What refuses to replace a file has nothing left to do once the file is there.
  const isDone = code === 2 && /there already|here already/.test(stderr);
  if (code !== 0 && !isDone) return `running it again exits with ${code}: ${stderr}`;
  const fault = difference(snapshot(place), after);
  if (fault !== undefined) return `after running it again, ${fault} (${before.size} files before)`;
  if (check === undefined) return undefined;
  const checked = await runHere(place, check);
  return checked.code === 0 ? undefined : `check: ${checked.stdout}`;
}
