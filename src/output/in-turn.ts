import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which something else may go on: an interrupt, or what is told of the progress. */
const longest = 50;

/**
 * Does the work for one item after the other. The work waits for the disk itself: with calls of the file system that
 * take microseconds, waiting for each by the event loop takes several times as long as the call.
 */
export async function forEachInTurn<Item>(
  items: Iterable<Item>,
  work: (item: Item) => void,
): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since < longest) continue;
    await setImmediate();
    since = performance.now();
  }
}
