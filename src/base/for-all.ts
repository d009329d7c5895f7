import { LvsgenError } from './diagnostic.ts';

/** Does the same to each of several things. What is wrong with any of them is thrown together, in their order. */
export async function forAll<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
): Promise<readonly Result[]> {
  const outcomes = await Promise.allSettled(items.map(async (item) => work(item)));
  const diagnostics = outcomes.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    if (one.reason instanceof LvsgenError) return one.reason.diagnostics;
    throw one.reason;
  });
  if (diagnostics.length > 0) throw new LvsgenError(diagnostics);
  return outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
