import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inRoot } from '../cluster/place.ts';
import { Console, type Notes } from './console.ts';

/** Where experiments are done. */
export interface Lab {
  /**
   * Does experiments.
   *
   * @param experiments - Each in the words that host.bash understands.
   * @returns What was said of each, as they come to their end; their numbers are those in the list.
   * @throws Error - A host could not be made, or has died.
   */
  notesOn(experiments: readonly string[]): AsyncGenerator<Notes>;
}

/** Namespaces of this machine, with so many hosts at once in one root file system. */
export class Namespaces implements Lab {
  constructor(
    readonly root: string,
    readonly workers: number,
  ) {}

  async *notesOn(experiments: readonly string[]): AsyncGenerator<Notes> {
    const queue: Notes[] = [];
    const hosts = new Set<ChildProcess>();
    let wake: () => void = () => undefined;
    let next = 0;
    let failure: unknown;

    const hand = ({ stdin }: ChildProcess): void => {
      const experiment = experiments[next];
      if (experiment === undefined) stdin?.end();
      else stdin?.write(`${next++} ${experiment}\n`);
    };
    const work = async (host: ChildProcess): Promise<void> => {
      // One that has ended takes nothing more: why, its exit status tells.
      host.stdin?.on('error', () => undefined);
      const closed = once(host, 'close');
      const reader = new Console();
      // One ahead, so that it need not wait.
      for (let i = 0; i < 2; i++) hand(host);
      for await (const line of createInterface(host.stdout ?? process.stdin)) {
        const notes = reader.read(line);
        if (notes === undefined) continue;
        queue.push(notes);
        wake();
        hand(host);
      }
      const [code] = (await closed) as [number | null];
      if (code !== 0) throw new Error(`A host for experiments ended with ${code ?? 'a signal'}`);
    };

    for (let i = 0; i < Math.min(this.workers, experiments.length); i++) {
      const host = beginHost(this.root);
      hosts.add(host);
      void work(host)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          hosts.delete(host);
          wake();
        });
    }
    try {
      for (;;) {
        const notes = queue.shift();
        if (notes !== undefined) yield notes;
        else if (hosts.size === 0) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      if (failure !== undefined) throw failure as Error;
    } finally {
      // Whoever has seen enough does not wait for the rest.
      for (const host of hosts) host.kill('SIGKILL');
    }
  }
}

function beginHost(root: string): ChildProcess {
  const [program, ...words] = inRoot(root, 'bash', '/faults/lab.bash');
  return spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
}
