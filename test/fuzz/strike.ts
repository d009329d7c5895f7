// Makes a process of lvsgen stop, or wait, at any of its calls of the file system.
import { createJiti } from 'jiti';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the call with the number `at` goes wrong. Half way there is something to stop at in writing a file only. */
export interface Strike {
  readonly at: number;
  readonly how: 'before' | 'half way' | 'after' | 'held';
}

/** How a process ended, and the calls that it made. */
export interface Struck {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly calls: readonly string[];
}

/** The command as it is published: `npm run build:js` makes it. */
export const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

let preload: string | undefined;

/** The preload as JavaScript, which a process of Node.js takes. */
function preloadFile(): string {
  if (preload !== undefined) return preload;
  const folder = mkdtempSync(join(tmpdir(), 'lvsgen-strike-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const source = readFileSync(new URL('strike-preload.ts', import.meta.url), 'utf8');
  preload = join(folder, 'strike-preload.cjs');
  writeFileSync(preload, createJiti(import.meta.url).transform({ source, ts: true }));
  return preload;
}

/**
 * Runs the command in a process of its own, in which a call of the file system goes wrong.
 *
 * @param held where the process tells that it waits, and is told to go on
 * @param until a word on standard error after which the process is killed; for those that never end
 */
export function struck(
  cwd: string,
  argv: readonly string[],
  strike: Strike | undefined,
  held = '',
  until?: string,
): Promise<Struck> {
  const log = `${mkdtempSync(join(tmpdir(), 'lvsgen-calls-'))}/log`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', preloadFile(), bin, ...argv], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LVSGEN_STRIKE: JSON.stringify({ ...strike, log, held }) },
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      if (until !== undefined && stderr.includes(until)) child.kill('SIGTERM');
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.on('error', reject).on('close', (code, signal) => {
      clearTimeout(timer);
      const calls = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [];
      rmSync(join(log, '..'), { recursive: true, force: true });
      resolve({ code, signal, stderr, calls });
    });
  });
}
