import {
  boolCoreTag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  getScalarValue,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';

/** Of numbers, integers in plain decimal form only. */
const integerTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: '-0123456789'.split(''),
  resolve: (text) => (/^(?:0|-?[1-9][0-9]*)$/.test(text) ? Number(text) : NOT_RESOLVED),
  identify: Number.isInteger,
});

const notText = [nullCoreTag, boolCoreTag, integerTag, mergeTag];

/**
 * What is not text though nothing says so: integers in plain decimal form, true, false, null, and the merge key. All
 * else is read as it is written, so that `010`, `1_000` and `10.1` do not change on the way.
 */
export const schema = FAILSAFE_SCHEMA.withTags(notText);

/** How a key is read. */
export interface KeyReading {
  /** What plain data has it by. */
  readonly name: string;
  readonly isText: boolean;
  /** Whether it is the merge key `<<`, written without quotes (https://yaml.org/type/merge.html). */
  readonly merges: boolean;
}

/** Reads a key that is a scalar. */
export function readKey(source: string, event: ScalarEvent): KeyReading {
  const text = getScalarValue(source, event);
  const isPlain = event.style === SCALAR_STYLE.PLAIN;
  for (const tag of isPlain ? notText : []) {
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value === NOT_RESOLVED) continue;
    return { name: String(value), isText: false, merges: tag === mergeTag };
  }
  return { name: text, isText: true, merges: false };
}
