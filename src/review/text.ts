import { phrase } from '../base/quote.ts';

/** A text as code within a line: nothing in it is taken for Markdown, HTML, a mention or a link. */
export function codeSpan(text: string): string {
  return `\`${text.replaceAll(/\s/g, ' ').replaceAll('`', "'")}\``;
}

/** The first of some names as code, and how many there are beyond. */
export function nameList(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${codeSpan(names.slice(0, most).join(', '))}${more}`;
}

/** The first ten of some addresses, and how many there are beyond. */
export function some(addresses: readonly string[]): string {
  if (addresses.length <= 10) return phrase(addresses);
  return `${addresses.slice(0, 10).join(', ')} and ${addresses.length - 10} more`;
}

/** The items by what they have in common, in the order of the first of each. */
export function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly [Item, ...Item[]]> {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
