/**
 * Calls `work` for every item, at most `limit` at a time. After a failure no further item is begun, those under way
 * are awaited, and the first failure is thrown: when this returns or throws, nothing is going on any more.
 */
export async function forEachPooled<Item>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  // The workers share one iterator, so that nothing is kept per item: memory stays flat for any number of them.
  const queue = items[Symbol.iterator]();
  const failures: Error[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(String(error)));
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (failures[0] !== undefined) throw failures[0];
}
