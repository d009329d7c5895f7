import { problemAt, type KeyPath, type Problem } from './problem.ts';

/** An error for every item of a list that stands further up in it already. */
export function repeated(list: KeyPath, items: readonly string[]): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  items.forEach((item, index) => {
    const earlier = first.get(item);
    if (earlier === undefined) {
      first.set(item, index);
      return;
    }
    const message = `${item} is in ${String(list.at(-1))} twice`;
    const places = [
      [...list, index],
      [...list, earlier],
    ] as const;
    problems.push(problemAt('error', places[0], message, 'remove one of them', places[1]));
  });
  return problems;
}
