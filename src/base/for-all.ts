import { LvsgenError } from './diagnostic.ts';

/**
 * Does the same to each of several things at once, so that what is wrong with one does not hide what is wrong with
 * another.
 *
 * @throws LvsgenError with everything that is wrong, in the order of the things; any other error as it is
 */
export async function forAll<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
): Promise<readonly Result[]> {
  const outcomes = await Promise.allSettled(items.map(async (item) => work(item)));
  const reasons = outcomes.flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  );
  const bug = reasons.find((error) => !(error instanceof LvsgenError));
  if (bug !== undefined) throw bug as Error;
  const diagnostics = (reasons as LvsgenError[]).flatMap((error) => error.diagnostics);
  if (diagnostics.length > 0) throw new LvsgenError(diagnostics);
  return outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
