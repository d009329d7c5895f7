import { readdirSync, readlinkSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { begin, output, type Outcome, type Running } from './process.ts';

/** As `service` runs a script. */
export const serviceEnv = { PATH: '/sbin:/usr/sbin:/bin:/usr/bin', TERM: 'dumb' };
/** Where the programs of the machine are to be found inside a namespace. */
const tools = '/mnt/usr/sbin:/mnt/usr/bin:/mnt/sbin:/mnt/bin';
const toolsEnv = { PATH: `${tools}:${serviceEnv.PATH}`, TERM: 'dumb' };

/**
 * A fresh network and mount namespace. One process holds it; it reads a pipe from this process, so that
 * it ends with it.
 */
export class Namespace {
  readonly #holder: Running;

  protected constructor(holder: Running) {
    this.#holder = holder;
  }

  static async hold(setup: string): Promise<Running> {
    const script = `PATH=${toolsEnv.PATH}\nset -e +h\n${setup}\necho ready\nexec cat`;
    const holder = begin(['unshare', '--net', '--mount', 'bash', '-c', script], process.env);
    await Promise.race([
      new Promise<void>((resolve) => {
        holder.child.stdout?.once('data', () => {
          resolve();
        });
      }),
      holder.ended.then(({ stderr }) => {
        throw new Error(`no namespace: ${stderr}`);
      }),
    ]);
    return holder;
  }

  get pid(): number {
    return this.#holder.child.pid ?? 0;
  }

  /** The process that starts becomes the command itself: it can be killed by its id. */
  begin(argv: string[], env: NodeJS.ProcessEnv = serviceEnv): Running {
    const enter = ['nsenter', `--target=${this.pid}`, '--net', '--mount', '--wd=/', '--'];
    return begin([...enter, ...argv], env, '');
  }

  run(argv: string[], options: { env?: NodeJS.ProcessEnv } = {}): Promise<Outcome> {
    return this.begin(argv, options.env).closed;
  }

  /** What a piece of bash prints; it finds the programs of the machine and must succeed. */
  async sh(script: string): Promise<string> {
    const argv = ['bash', '-ec', script];
    return output(script, await this.run(argv, { env: toolsEnv }));
  }

  beginTool(...argv: string[]): Running {
    return this.begin(argv, toolsEnv);
  }

  tool(...argv: string[]): Promise<Outcome> {
    return this.beginTool(...argv).closed;
  }

  disposeAfterTest(): void {
    onTestFinished(() => this.dispose());
  }

  async dispose(): Promise<void> {
    for (const pid of this.#inhabitants()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }
    await this.#holder.ended;
  }

  #inhabitants(): number[] {
    const link = (pid: number | string): string | undefined => {
      try {
        return readlinkSync(`/proc/${pid}/ns/net`);
      } catch {
        return undefined;
      }
    };
    const own = link(this.pid);
    if (own === undefined || own === link('self')) return [];
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && link(name) === own)
      .map(Number);
  }
}
