import { readdirSync, readlinkSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { begin, output, type Outcome, type Running } from './process.ts';

/** As `service` runs a script. */
export const serviceEnv = { PATH: '/sbin:/usr/sbin:/bin:/usr/bin', TERM: 'dumb' };
/** Where the programs of the machine are to be found inside a namespace. */
const tools = '/mnt/installed:/mnt/usr/bin:/mnt/usr/sbin:/mnt/bin:/mnt/sbin';
const toolsEnv = { PATH: `${tools}:${serviceEnv.PATH}`, TERM: 'dumb' };

// Without --norc it would read ~/.bashrc, because its standard input is a socket.
const bash = ['bash', '--norc'];

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
    const holder = begin(['unshare', '--net', '--mount', ...bash, '-c', script], process.env);
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
    const argv = [...bash, '-ec', script];
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
    const own = networkOf(this.pid);
    // More than once: what is about to end may have started something in the meantime.
    for (let left = inhabitants(own); left.length > 0; left = inhabitants(own))
      for (const pid of left) endProcess(pid);
    await this.#holder.ended;
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function networkOf(pid: number | string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

function inhabitants(network: string | undefined): number[] {
  if (network === undefined || network === networkOf('self')) return [];
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.filter((pid) => networkOf(pid) === network).map(Number);
}
