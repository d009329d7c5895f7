import { phrase } from '../model/quote.ts';

/** The addresses among the lines of a view, which are ip commands without a verb, in words. */
export function addressesIn(wanted: string): string {
  const words = wanted
    .split('\n')
    .filter((line) => line.startsWith('addr '))
    .map((line) => {
      const [, address = '', , , ...options] = line.split(' ');
      return options.length === 0 ? address : `${address} (${options.join(' ')})`;
    });
  return phrase(words, 'and');
}
