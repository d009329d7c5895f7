import type * as disk from 'node:fs';

/** The file system as it is: what is imported under its name has the fault in it. */
const { appendFileSync } = process.getBuiltinModule('node:fs');

/**
 * How the call with the number `at` goes wrong; a render that is killed makes no further call. Half way there is only
 * something to stop at in writing a file.
 */
export interface Fault {
  readonly at: number;
  readonly how: 'killed before' | 'killed half way' | 'killed after' | 'refused';
}

/** The calls that change something, counted since the last `strike`. */
export const calls: string[] = [];

/** What a kill looks like to the code that is killed: no call returns any more. */
export class Killed extends Error {}

let fault: Fault | undefined;
let isDead = false;

/** Lets the calls count from the start, one of them going wrong. */
export function strike(next: Fault | undefined): void {
  calls.length = 0;
  fault = next;
  isDead = false;
}

/** The file system with the fault in it. */
export function withFaults(real: typeof disk): typeof disk {
  const changing = ['writeFile', 'chmod', 'rename', 'unlink', 'rmdir', 'mkdir'] as const;
  const reading = ['readFile', 'readdir', 'stat', 'lstat'] as const;
  const faulty: Record<string, unknown> = {};
  for (const name of [...changing, ...reading]) {
    const call = real[`${name}Sync`] as (...args: unknown[]) => unknown;
    const counts = (changing as readonly string[]).includes(name);
    faulty[`${name}Sync`] = (...args: unknown[]): unknown => {
      if (isDead) throw new Killed();
      if (!counts) return call(...args);
      calls.push(name);
      if (fault?.at !== calls.length) return call(...args);
      if (fault.how === 'refused') throw refused(name);
      isDead = true;
      if (fault.how === 'killed half way') {
        appendFileSync(String(args[0]), String(args[1]).slice(0, 10));
      }
      if (fault.how === 'killed after') call(...args);
      throw new Killed();
    };
  }
  return { ...real, ...faulty };
}

function refused(syscall: string): Error {
  return Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall });
}
