import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { render, type Config } from '../../src/index.ts';
import { kernelWillDo } from '../cluster/requirements.ts';
import { commandIn, makeRoot } from '../cluster/place.ts';
import type { Bench, Row, Sides } from './row.ts';

const program = 'director.bash';

// Who announces VIPs waits for nobody, but has to be left out of a measurement: they are put up by somebody else.
const config: Config = {
  clusters: {
    web: {
      mode: 'dr',
      vips: ['192.168.10.12'],
      targets: ['el7'],
      director: {
        targets: ['el7'],
        interface: 'eth0',
        vips: 'external',
        services: Array.from({ length: 200 }, (_, i) => ({
          port: 8000 + i,
          scheduler: 'rr' as const,
        })),
        realServers: Array.from({ length: 50 }, (_, i) => ({ address: `192.168.10.${100 + i}` })),
      },
    },
  },
};

/** What a rendered script of a director takes, as against the commands alone: on a kernel with IPVS. */
export const director: readonly Row[] = [
  {
    name: 'director-start',
    what: 'start of a director with 200 services of 50 real servers',
    against: 'one ipvsadm -R of the same rules, and one ipvsadm -Sn',
    toReach: 1.3,
    rounds: 5,
    missing,
    prepare(bench: Bench): Sides {
      const root = makeRoot(join(bench.folder(), 'root'));
      mkdirSync(join(root.path, 'bench'));
      copyFileSync(join(import.meta.dirname, program), join(root.path, 'bench', program));
      install(root.path);
      const [file = '', ...words] = commandIn(root, `/bench/${program}`)('');
      const machine = spawn(file, words, { stdio: ['ignore', 'pipe', 'inherit'] });
      const next = samplesOf(machine.stdout);
      return {
        what: () => next('what'),
        against: () => next('against'),
        end: () => void machine.kill('SIGKILL'),
      };
    },
  },
];

function missing(): string[] {
  try {
    kernelWillDo();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

function install(root: string): void {
  for (const [path, { content, mode }] of render(config)) {
    const [, role, , ...installed] = path.split('/');
    if (role !== 'director') continue;
    const file = join(root, ...installed);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
  }
}

/** The samples that the machine tells, by the side of the row, in milliseconds: each once, in its order. */
function samplesOf(output: Readable): (side: string) => Promise<number> {
  const lines = createInterface(output)[Symbol.asyncIterator]();
  const told: { side: string; took: number }[] = [];
  const said: string[] = [];
  return async (side) => {
    for (;;) {
      const at = told.findIndex((one) => one.side === side);
      const [sample] = at < 0 ? [] : told.splice(at, 1);
      if (sample !== undefined) return sample.took;
      const line = await lines.next();
      if (line.done === true)
        throw new Error(`the machine has ended: ${said.slice(-20).join('\n')}`);
      said.push(line.value);
      const [, name, microseconds] = /^took (\w+) (\d+)\s*$/.exec(line.value) ?? [];
      if (name !== undefined) told.push({ side: name, took: Number(microseconds) / 1000 });
    }
  };
}
