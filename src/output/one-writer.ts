import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LvsgenError } from '../diagnostic.ts';
import { errorCode } from './io-error.ts';
import { realPlace } from './real-place.ts';

/** In milliseconds: how long another run is waited for, and how often is asked. */
const patience = 30_000;
const pause = 30;

/**
 * Calls `work` while no other lvsgen of this host writes to any of these folders, which may be missing.
 *
 * A folder is held by a socket that is named after it in Linux' abstract namespace: the system gives the name to one
 * process and takes it back when that ends, however it ends. So nothing is left in the folder, nothing can be stale,
 * and reading needs no lock. Other systems have no such names: there, two runs are not kept apart.
 *
 * @throws LvsgenError when another run has not ended in time, and whatever `work` throws
 */
export async function asOneWriter<Result>(
  folders: readonly string[],
  work: () => Promise<Result>,
  wait = patience,
): Promise<Result> {
  const places = new Set(await Promise.all(folders.map(realPlace)));
  const held: Server[] = [];
  try {
    // In an order that all runs keep to, so that no two wait for each other.
    for (const place of [...places].sort()) held.push(...(await hold(place, Date.now() + wait)));
    return await work();
  } finally {
    for (const server of held) server.close();
  }
}

async function hold(place: string, until: number): Promise<readonly Server[]> {
  if (process.platform !== 'linux') return [];
  const path = `\0lvsgen-${createHash('sha256').update(place).digest('hex')}`;
  for (;;) {
    try {
      return [await listen(path)];
    } catch (error) {
      // Where sockets are forbidden, working alone is the best that can be done.
      if (errorCode(error) !== 'EADDRINUSE') return [];
    }
    if (Date.now() > until) throw tookTooLong(place);
    await sleep(pause);
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Who connects has nothing to hear.
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject).listen(path, () => {
      resolve(server);
    });
  });
}

function tookTooLong(place: string): LvsgenError {
  return new LvsgenError([
    {
      severity: 'error',
      file: place,
      message: 'another lvsgen is writing here and does not come to its end; nothing was written',
      hint: 'wait for it or end it, then run the same command again',
    },
  ]);
}
