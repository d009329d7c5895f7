import {
  boolCoreTag,
  getScalarValue,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';

/** How a scalar is read. */
export interface ScalarReading {
  readonly value: string | number | boolean | null;
  /** Whether it is the merge key `<<`, written without quotes (https://yaml.org/type/merge.html). */
  readonly merges: boolean;
}

/**
 * Reads a scalar as it is written: integers in plain decimal form, true, false and null are themselves, all else is
 * text. So `010`, `1_000` and `10.1` do not change on the way.
 */
export function readScalar(source: string, event: ScalarEvent): ScalarReading {
  const text = getScalarValue(source, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return { value: text, merges: false };
  return { value: readPlain(text), merges: text === '<<' };
}

function readPlain(text: string): ScalarReading['value'] {
  if (/^(?:0|-?[1-9][0-9]*)$/.test(text)) return Number(text);
  for (const tag of [nullCoreTag, boolCoreTag]) {
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
