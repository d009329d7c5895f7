import type { ValuePlace } from './shape.ts';

const plainPath = /^[A-Za-z0-9_./@+-]+$/;

/**
 * What may matter about a value in a unit, undefined if nothing does: systemd takes any description, and passes over
 * comments; of a program it looks at the file, which is not there yet. All else counts as it is, such as the names of
 * other units.
 */
export function unitValueShape(value: string, { before }: ValuePlace): string | undefined {
  if (/^(?:[#;]|Description=)/.test(before)) return undefined;
  if (/^Exec\w+=/.test(before) && plainPath.test(value)) return value.replace(/[A-Za-z0-9]+/g, 'x');
  return value;
}
