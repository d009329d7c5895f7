import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Settles when the process ends, even if a child of it lives on and holds its output open. */
  ended: Promise<Outcome>;
  /** Settles when, beyond that, everything was read. */
  closed: Promise<Outcome>;
}

export function begin(argv: string[], env: NodeJS.ProcessEnv, input?: string): Running {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { env, cwd: '/', stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // A process that was killed does not read on.
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);
  const settled = (event: 'exit' | 'close'): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on(event, (code: number | null, signal: NodeJS.Signals | null) => {
        resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), stdout, stderr });
      });
    });
  return { child, ended: settled('exit'), closed: settled('close') };
}

/** The standard output of a command that must succeed. */
export function output(what: string, { code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`${what}: exit status ${code}\n${stdout}${stderr}`);
  return stdout;
}
