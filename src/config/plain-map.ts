/** Keys and what stands under them, as they were written. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** A map as YAML, JSON or an object literal makes it: neither a list nor an instance of a class. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** What stands under a key of a map. */
export function under(value: unknown, key: string | number): unknown {
  return isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
