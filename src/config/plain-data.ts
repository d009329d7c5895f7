import { LvsgenError } from '../diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';
import { keyText } from './key-text.ts';
import { isPlainMap } from './value-wording.ts';

/** As deep as in a text, and for the same reason. */
const deepest = 32;

/**
 * A value of a program as a tree of its own: what a getter says is asked once, and nothing leads back to where it
 * stands. Instances of classes stay as they are, to be refused by the schema.
 *
 * @throws LvsgenError for a value that contains itself or is nested too deep, and whatever a getter throws
 */
export function plainData(value: unknown, path: KeyPath = []): unknown {
  const isMap = isPlainMap(value);
  if (!isMap && !Array.isArray(value)) return value;
  if (path.length >= deepest) {
    throw LvsgenError.of(
      `${keyText(path.slice(0, 4))} is nested more than ${deepest} levels deep, or contains itself`,
      'a config has five levels',
    );
  }
  if (!isMap) return value.map((item, index) => plainData(item, [...path, index]));
  const entries = Reflect.ownKeys(value)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    .map((key): [string, unknown] => {
      const name = String(key);
      return [name, plainData((value as Record<PropertyKey, unknown>)[key], [...path, name])];
    });
  return Object.fromEntries(entries);
}
