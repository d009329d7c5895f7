import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inFolder } from './folder.ts';
import { runHere } from './in-process.ts';
import { type Failure, type Outcome, outcomeOf } from './outcome.ts';
import { copyTo, difference, newConfig, oldConfig, snapshot } from './scenarios.ts';
import { struck } from './strike.ts';

/** At how many of its calls below the output folder one run waits; without it, at every call of the file system. */
export interface AtOnceAmount {
  readonly seed: number;
  readonly runs?: number;
}

/** In milliseconds: what the second run takes, if nothing keeps it back. */
const whole = 600;

const third = oldConfig.replace('gone', 'third').replace('.12', '.15');

/**
 * Two renders of two configs into one folder, the first held at each of its calls of the file system until the second
 * has had the time to run to its end: what is there afterwards is what the one or the other renders, with its list.
 */
export async function renderAtOnce({ seed, runs }: AtOnceAmount): Promise<Outcome> {
  return inFolder(async (folder) => {
    const start = join(folder, 'start');
    mkdirSync(start);
    const argv = (config: string): readonly string[] => [
      'render',
      '--no-lint',
      '-c',
      config,
      '-o',
      'out',
    ];
    for (const [name, text] of [
      ['old', oldConfig],
      ['new', newConfig],
      ['third', third],
    ] as const) {
      writeFileSync(join(start, `${name}.yaml`), text);
    }
    await runHere(start, argv('old.yaml'));
    const ends = [];
    for (const config of ['new.yaml', 'third.yaml']) {
      const place = join(folder, `after-${config}`);
      copyTo(start, place);
      await runHere(place, argv(config));
      ends.push(snapshot(join(place, 'out')));
    }
    const rehearsal = join(folder, 'rehearsal');
    copyTo(start, rehearsal);
    const { calls } = await struck(rehearsal, argv('new.yaml'), undefined);
    const places = calls.flatMap((call, index) =>
      runs === undefined || call.includes(`${rehearsal}/out/`) ? [index + 1] : [],
    );
    const step = places.length / Math.min(runs ?? places.length, places.length);
    const failures: Failure[] = [];
    let run = 0;
    for (let next = Math.abs(seed) % Math.ceil(step); next < places.length; next += step) {
      const at = places[Math.floor(next)] ?? 1;
      const place = join(folder, 'place');
      rmSync(place, { recursive: true, force: true });
      copyTo(start, place);
      const held = join(place, 'held');
      const first = struck(place, argv('new.yaml'), { at, how: 'held' }, held);
      for (let left = 1000; left > 0 && !existsSync(`${held}.waits`); left -= 1) await sleep(5);
      const second = runHere(place, argv('third.yaml'));
      await Promise.race([second, sleep(whole)]);
      writeFileSync(`${held}.goes`, '');
      const [{ code, stderr }, said] = [await first, await second];
      const is = snapshot(join(place, 'out'));
      const faults = ends.map((end) => difference(is, end));
      const why =
        code !== 0 || said.code !== 0
          ? `exit codes ${code ?? ''} and ${said.code}: ${stderr}${said.stderr}`
          : faults.every((fault) => fault !== undefined)
            ? `neither the one nor the other: ${faults.join('; ')}`
            : undefined;
      const input = `held before call ${at}: ${calls[at - 1] ?? ''}`;
      if (why !== undefined) failures.push({ seed, run, input, why });
      run += 1;
    }
    return outcomeOf(run, failures);
  });
}
