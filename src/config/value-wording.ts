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

/** What a key is written like, where an example says more than a rule; with its parent, where it has several places. */
const examples: Readonly<Record<string, string>> = {
  clusters: 'clusters: { web: { mode: dr, vips: [192.168.10.12], targets: [el7] } }',
  templates: 'templates: templates, or leave it out',
  defaults: 'defaults: { targets: [el7] }, or leave it out',
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
  looseReversePath: 'looseReversePath: [eth1], or leave it out',
  gateway: "gateway: 10.0.0.1, the director's address on the real servers' network",
  tunnel: 'tunnel: { mss: 1440 }, or leave it out',
  mss: 'mss: 1440, or mss: off to leave it alone',
  director: 'director with targets, interface, services and realServers, or leave it out',
  interface: 'interface: eth0',
  insideInterface: 'insideInterface: eth1, or leave it out',
  'director.vips': 'vips: interface, or leave it out',
  services: 'services: [{ port: 80 }]',
  'services.port': 'port: 80, or mark: 1 and ports: [80, 443]',
  'services.mark': 'mark: 1',
  'services.ports': 'ports: [80, 443]',
  'services.vips': 'vips: [192.168.10.12], or leave it out',
  protocol: 'protocol: tcp',
  scheduler: 'scheduler: wlc',
  persistence: 'persistence: 300, or leave it out',
  persistenceNetmask: 'persistenceNetmask: 255.255.255.0, or leave it out',
  persistencePrefix: 'persistencePrefix: 64, or leave it out',
  realServers: 'realServers: [{ address: 192.168.10.21 }]',
  'realServers.address': 'address: 192.168.10.21',
  'realServers.weight': 'weight: 1',
  'realServers.port': 'port: 8080, or leave it out',
  timeouts: 'timeouts: { tcp: 900, tcpFin: 120, udp: 300 }, or leave it out',
  expireNodestConn: 'expireNodestConn: true, or leave it out',
  expireQuiescentTemplate: 'expireQuiescentTemplate: true, or leave it out',
  conntrack: 'conntrack: true, or leave it out',
  rpm: 'rpm: { version: "1.0" }, or leave it out',
  version: 'version: "1.0"',
  release: 'release: 1',
  license: 'license: MIT, or leave it out',
  url: 'url: https://www.example.com/, or leave it out',
  vendor: 'vendor: Example Ltd, or leave it out',
  packager: 'packager: Operations <ops@example.com>, or leave it out',
};

/** What the last of these keys is written like, each standing under the one before. */
export function exampleOf(keys: readonly string[]): string | undefined {
  const key = keys.at(-1) ?? 'clusters';
  const names = [`${keys.at(-2) ?? ''}.${key}`, key];
  const name = names.find((candidate) => Object.hasOwn(examples, candidate));
  return name === undefined ? undefined : examples[name];
}

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
