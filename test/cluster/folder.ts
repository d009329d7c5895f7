import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder that goes with this process, however it ends. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'lvsgen-cluster-'));
  // Waits for the end of its standard input, in a process group of its own: Ctrl-C does not reach it.
  readonly #remover = spawn('sh', ['-c', 'cat; rm -rf "$0"', this.path], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });

  async remove(): Promise<void> {
    const removed = once(this.#remover, 'exit');
    this.#remover.stdin.end();
    await removed;
  }
}
