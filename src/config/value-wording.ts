import { quote } from '../model/quote.ts';

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a whole number',
  object: 'a map of keys',
  record: 'a map of keys',
  string: 'text',
};

/** What a key is written like, where an example says more than a rule. */
export const examples: Readonly<Record<string, string>> = {
  clusters: 'clusters: { web: { mode: dr, vips: [192.168.10.12], targets: [el7] } }',
  mode: 'mode: dr',
  vips: 'vips: [192.168.10.12]',
  targets: 'targets: [el6, el7]',
  initSystems: 'initSystems: [sysv, systemd], or leave it out',
  chkconfig: 'chkconfig: { levels: "-", start: 80, stop: 20 }, or leave it out',
  levels: 'levels: "345", or levels: "-" for none',
  start: 'start: 80',
  stop: 'stop: 20',
  before: 'before: [nginx], or leave it out',
  arp: 'arp: { ignore: 1, announce: 2 }, or leave it out',
  ignore: 'ignore: 1',
  announce: 'announce: 2',
  onStop: 'onStop: restore',
  description: 'description: Public web farm, or leave it out',
};

/** A type as a YAML user calls it. */
export function expectedName(type: string): string {
  return names[type] ?? type;
}

/** A value as a YAML user calls it. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the text ${quote(value)}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'empty';
      if (Array.isArray(value)) return 'a list';
      return isPlainMap(value) ? 'a map of keys' : 'an object of a class';
    case 'undefined':
      return 'empty';
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
  }
}

/** A map as YAML, JSON or an object literal makes it: neither a list nor an instance of a class. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
