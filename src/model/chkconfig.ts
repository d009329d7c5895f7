import type { Brand } from './brand.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** Run levels as chkconfig reads them: `-` for none, or distinct digits. */
export type RunLevels = Brand<string, 'RunLevels'>;

/** The three values of a script's chkconfig line. */
export interface Chkconfig {
  /** The run levels in which `chkconfig --add` switches the service on. */
  readonly levels: RunLevels;
  /** 0 to 99: the lower, the earlier. */
  readonly start: number;
  /** 0 to 99: the lower, the earlier. */
  readonly stop: number;
}

/** A pattern for the JSON Schema: what {@link parseRunLevels} accepts. */
export const runLevelsPattern = /^(-|(?!.*(.).*\2)[0-6]+)$/;

/** Reads the run levels. Written without quotes they arrive as a number, which says the same. */
export function parseRunLevels(written: string | number): RunLevels | Refusal {
  const text = String(written);
  const shown = quote(text);
  if (runLevelsPattern.test(text)) return text as RunLevels;
  const digits = [...new Set(text.match(/[0-6]/g))].sort().join('');
  const hint = digits === '' ? 'write "345", or "-" for none' : `write "${digits}"`;
  if (/^[0-6]+$/.test(text)) {
    return new Refusal(`levels ${shown} names a run level twice`, hint);
  }
  return new Refusal(
    `levels ${shown} is not a list of run levels: chkconfig takes the digits 0 to 6 with nothing between them, or - for none`,
    hint,
  );
}
