import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Console, type Notes } from './console.ts';

const folder = import.meta.dirname;

// With the one that waits for it, everything ends: also when this process is killed.
const apart = ['--net', '--mount', '--pid', '--fork', '--kill-child'];

/** Where experiments are done, and by how many at once. */
export interface Lab {
  readonly root: string;
  readonly workers: number;
}

/**
 * Does experiments in namespaces of this machine.
 *
 * @param experiments - Each in the words that host.bash understands.
 * @returns What was said of each, as they come to their end; their numbers are those in the list.
 * @throws Error - A host could not be made, or has died.
 */
export async function* notesOn({ root, workers }: Lab, experiments: readonly string[]): AsyncGenerator<Notes> {
  const queue: Notes[] = [];
  let wake: () => void = () => undefined;
  let next = 0;
  let running = 0;
  let failure: Error | undefined;

  const work = async (): Promise<void> => {
    const child = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', 'unshare', ...apart, 'bash', join(folder, 'enter.bash'), root],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const closed = once(child, 'close');
    const reader = new Console();
    // One ahead, so that it need not wait.
    for (let i = 0; i < 2; i++) hand(child);
    for await (const line of createInterface(child.stdout)) {
      const notes = reader.read(line);
      if (notes === undefined) continue;
      queue.push(notes);
      wake();
      hand(child);
    }
    const [code] = (await closed) as [number | null];
    if (code !== 0) failure ??= new Error(`A host for experiments ended with ${code ?? 'a signal'}`);
  };
  const hand = (child: ChildProcess): void => {
    const experiment = experiments[next];
    if (experiment === undefined) {
      child.stdin?.end();
      return;
    }
    child.stdin?.write(`${next++} ${experiment}\n`);
  };

  for (let i = 0; i < Math.min(workers, experiments.length); i++) {
    running++;
    void work()
      .catch((error: unknown) => (failure ??= error as Error))
      .finally(() => {
        running--;
        wake();
      });
  }
  for (;;) {
    const notes = queue.shift();
    if (notes !== undefined) yield notes;
    else if (running === 0) break;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  if (failure !== undefined) throw failure;
}
