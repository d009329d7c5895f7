import { LvsgenError } from '../diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';
import { keyText } from './key-text.ts';
import { isPlainMap } from './value-wording.ts';

/** As deep as in a text, and for the same reason. */
const deepest = 32;

/** How many values a config may have: a program makes any number of them out of a few lines. */
const mostValues = 2_000_000;

/**
 * A value of a program as a tree of its own: what a getter says is asked once, and nothing leads back to where it
 * stands. Instances of classes stay as they are, to be refused by the schema.
 *
 * @throws LvsgenError for a value that contains itself, is nested too deep or too large, and whatever a getter throws
 */
export function plainData(value: unknown): unknown {
  let count = 0;

  function add(values: number): void {
    count += values;
    if (count <= mostValues) return;
    throw LvsgenError.of(
      `the config has more than ${mostValues} values`,
      'look for a list that has become too long, or for one value that stands in many places',
    );
  }

  function copy(value: unknown, path: KeyPath): unknown {
    const isMap = isPlainMap(value);
    if (!isMap && !Array.isArray(value)) return value;
    if (path.length >= deepest) {
      throw LvsgenError.of(
        `${keyText(path.slice(0, 4))} is nested more than ${deepest} levels deep, or contains itself`,
        'a config has five levels',
      );
    }
    if (!isMap) {
      add(value.length);
      return value.map((item, index) => copy(item, [...path, index]));
    }
    const keys = Reflect.ownKeys(value).filter((key) =>
      Object.prototype.propertyIsEnumerable.call(value, key),
    );
    add(keys.length);
    const entries = keys.map((key): [string, unknown] => {
      const name = String(key);
      return [name, copy((value as Record<PropertyKey, unknown>)[key], [...path, name])];
    });
    return Object.fromEntries(entries);
  }

  return copy(value, []);
}
