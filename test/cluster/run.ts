import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Console } from './console.ts';

/** The longest that all scenarios of one target may take, in milliseconds: many times what they take where little else runs. */
export const longest = 900_000;

/** The scenarios of one target, as they run. */
export class Run {
  readonly #child: ChildProcess;
  readonly console = new Console();

  constructor([file = '', ...args]: string[]) {
    const limit = { timeout: longest, killSignal: 'SIGKILL' } as const;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...limit });
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        this.console.read(line);
      });
    child.on('close', (code, signal) => {
      this.console.close(`(ended with ${signal ?? `exit status ${code ?? 'unknown'}`})`);
    });
    this.#child = child;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
