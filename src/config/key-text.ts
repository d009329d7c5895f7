import type { KeyPath } from '../model/problem.ts';
import { quote } from '../model/quote.ts';

/** A key's path as a message shows it: `clusters.web.vips[0]`. Keys that are no plain words stand in quotes. */
export function keyText(path: KeyPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z$_][A-Za-z0-9$_-]{0,99}$/.test(step)) {
        return index === 0 ? quote(step) : `[${quote(step)}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
