import { describe, expect, it } from 'vitest';

import { defineConfig } from '../../src/config/schema.ts';
import { describeKeys, jsonSchema } from '../../src/config/reference.ts';

/** As far as these tests look at it. */
interface JsonSchema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

function everyPart(schema: JsonSchema): JsonSchema[] {
  const below = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.additionalProperties ? [schema.additionalProperties] : []),
    ...(schema.items ? [schema.items] : []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...Object.values(schema.$defs ?? {}),
  ];
  return [schema, ...below.flatMap(everyPart)];
}

describe('the JSON Schema', () => {
  const schema = jsonSchema() as JsonSchema;

  it('is of draft 2020-12, has a title and can be printed', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'lvsgen config',
      anyOf: [{ required: ['clusters'] }, { required: ['defaults', 'clusters'] }],
    });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('allows no keys that it does not name', () => {
    const maps = everyPart(schema).filter((part) => part.properties);
    // The two forms of a config; each mode with chkconfig, rpm and its own; each director with chkconfig, timeouts, real
    // servers, services; all of these once more for what clusters share; and the entries of each changelog.
    expect(maps).toHaveLength(2 + 3 + 3 + 3 + 3 + 3 * 6 + 5 + 6 + 4);
    for (const map of maps) expect(map.additionalProperties).toBe(false);
  });

  it('requires only what has no default', () => {
    expect(
      describeKeys()
        .filter((row) => row.required)
        .map((row) => row.key),
    ).toEqual([
      'clusters',
      'clusters.<name>.mode',
      'clusters.<name>.vips',
      'clusters.<name>.targets',
      ...['date', 'author', 'version', 'changes'].map(
        (key) => `clusters.<name>.rpm.changelog[].${key}`,
      ),
      'clusters.<name>.director.targets',
      'clusters.<name>.director.interface',
      'clusters.<name>.director.services',
      'clusters.<name>.director.realServers',
      'clusters.<name>.director.realServers[].address',
    ]);
  });

  const good = ['192.168.10.12', '0.0.0.0'];
  const bad = ['010.0.0.1', '10.1', '10.0.0.256', '10.0.0.1/32', '[::1]', '::1%eth0', '::1/128'];
  const ipv6 = ['::1', '2001:db8::12', '2001:DB8:0:0:0:0:0:12', '2001:db8::192.0.2.1'];
  it.each([
    ['dr', 'vips', [...good, ...ipv6], bad],
    ['tun', 'vips', good, [...bad, ...ipv6]],
    ['nat', 'vips', good, [...bad, ...ipv6]],
    ['dr', 'looseReversePath', ['eth0', 'eth0.100', 'br-lan'], ['eth0:1', 'a b', '..', '-x', '']],
    ['dr', 'before', ['nginx', 'a@1.service', 'dev-a\\x2d'], ['a/b', 'a b', '']],
  ])('has a pattern in mode %s for %s', (mode, key, right, wrong) => {
    const part = everyPart(schema).find(
      ({ properties }) => properties?.['vips'] && properties['mode']?.const === mode,
    );
    const pattern = new RegExp(String(part?.properties?.[key]?.items?.pattern), 'u');
    expect(right.filter((text) => !pattern.test(text))).toEqual([]);
    expect(wrong.filter((text) => pattern.test(text))).toEqual([]);
  });

  it('tells a service by its port or by a mark, and not by both', () => {
    const services = everyPart(schema).flatMap(({ properties }) => properties?.['services'] ?? []);
    expect(services).toHaveLength(4);
    for (const { items } of services) {
      const told = items?.anyOf?.map((one) => [one.required, 'port' in (one.properties ?? {})]);
      expect(told).toEqual([
        [['port'], true],
        [['mark', 'ports'], false],
      ]);
    }
  });
});

describe('the reference', () => {
  it('has a row for every key, in order', () => {
    const rows = describeKeys().map(
      ({ key, type, default: value }) =>
        `${key}: ${type}${value === undefined ? '' : ` = ${value}`}`,
    );
    expect(rows.join('\n')).toMatchInlineSnapshot(`
      "$schema: text
      templates: text
      defaults: map
      clusters: map
      clusters.<name>.description: text
      clusters.<name>.mode: dr | tun | nat
      clusters.<name>.vips: list of text
      clusters.<name>.targets: list of el6 | el7 | el8 | el9 | el10
      clusters.<name>.initSystems: list of sysv | systemd
      clusters.<name>.chkconfig: map
      clusters.<name>.chkconfig.levels: text | number = "-"
      clusters.<name>.chkconfig.start: 0 to 99 = 80
      clusters.<name>.chkconfig.stop: 0 to 99 = 20
      clusters.<name>.before: list of text = []
      clusters.<name>.guard: true | false = true
      clusters.<name>.arp: map
      clusters.<name>.arp.ignore: 1 | 2 | 3 | 8 = 1
      clusters.<name>.arp.announce: 1 | 2 = 2
      clusters.<name>.arp.onStop: restore | keep = "restore"
      clusters.<name>.looseReversePath: list of text = []
      clusters.<name>.tunnel: map
      clusters.<name>.tunnel.mss: 536 to 1480 | off = 1440
      clusters.<name>.gateway: text
      clusters.<name>.rpm: map
      clusters.<name>.rpm.version: text | number
      clusters.<name>.rpm.release: text | number = "1"
      clusters.<name>.rpm.license: text = "Proprietary"
      clusters.<name>.rpm.url: text
      clusters.<name>.rpm.vendor: text
      clusters.<name>.rpm.packager: text
      clusters.<name>.rpm.changelog: list of map = []
      clusters.<name>.rpm.changelog[].date: text
      clusters.<name>.rpm.changelog[].author: text
      clusters.<name>.rpm.changelog[].version: text | number
      clusters.<name>.rpm.changelog[].changes: list of text
      clusters.<name>.director: map
      clusters.<name>.director.targets: list of el6 | el7 | el8 | el9 | el10
      clusters.<name>.director.interface: text
      clusters.<name>.director.insideInterface: text
      clusters.<name>.director.vips: interface | external = "interface"
      clusters.<name>.director.services: list of map
      clusters.<name>.director.services[].port: 0 to 65535
      clusters.<name>.director.services[].mark: 1 to 4294967295
      clusters.<name>.director.services[].ports: list of 1 to 65535 | text
      clusters.<name>.director.services[].protocol: tcp | udp | sctp = "tcp"
      clusters.<name>.director.services[].scheduler: rr | wrr | lc | wlc | lblc | lblcr | dh | sh | sed | nq | fo | ovf | mh = "wlc"
      clusters.<name>.director.services[].onePacket: true | false
      clusters.<name>.director.services[].persistence: 1 to 2678400
      clusters.<name>.director.services[].persistenceNetmask: text
      clusters.<name>.director.services[].persistencePrefix: 1 to 128
      clusters.<name>.director.services[].vips: list of text
      clusters.<name>.director.realServers: list of map
      clusters.<name>.director.realServers[].address: text
      clusters.<name>.director.realServers[].weight: 0 to 65535 = 1
      clusters.<name>.director.realServers[].mode: dr | tun
      clusters.<name>.director.realServers[].port: 1 to 65535
      clusters.<name>.director.timeouts: map
      clusters.<name>.director.timeouts.tcp: 0 to 2147483 = 0
      clusters.<name>.director.timeouts.tcpFin: 0 to 2147483 = 0
      clusters.<name>.director.timeouts.udp: 0 to 2147483 = 0
      clusters.<name>.director.expireNodestConn: true | false
      clusters.<name>.director.expireQuiescentTemplate: true | false
      clusters.<name>.director.conntrack: true | false
      clusters.<name>.director.initSystems: list of sysv | systemd
      clusters.<name>.director.chkconfig: map
      clusters.<name>.director.chkconfig.levels: text | number = "-"
      clusters.<name>.director.chkconfig.start: 0 to 99 = 80
      clusters.<name>.director.chkconfig.stop: 0 to 99 = 20
      clusters.<name>.director.before: list of text = []
      clusters.<name>.director.guard: true | false = true"
    `);
  });
});

describe('the type of a config', () => {
  it('knows the keys and values', () => {
    const config = defineConfig({
      clusters: { web: { mode: 'dr', vips: ['10.0.0.1'], targets: ['el6'], arp: { ignore: 8 } } },
    });
    expect(defineConfig(config)).toBe(config);
    // @ts-expect-error -- arp_ignore 0 answers for the VIP
    defineConfig({ clusters: { web: { mode: 'dr', vips: [], targets: [], arp: { ignore: 0 } } } });
    // @ts-expect-error -- there is no such target
    defineConfig({ clusters: { web: { mode: 'dr', vips: [], targets: ['el5'] } } });
    // @ts-expect-error -- there is no such key
    defineConfig({ clusters: { web: { mode: 'dr', vips: [], targets: [], vip: 1 } } });
    // @ts-expect-error -- only mode nat has a gateway
    defineConfig({ clusters: { web: { mode: 'dr', vips: [], targets: [], gateway: '10.0.0.1' } } });
    // @ts-expect-error -- mode nat needs a gateway
    defineConfig({ clusters: { web: { mode: 'nat', vips: [], targets: [] } } });
    const director = { targets: ['el7'], interface: 'eth0', realServers: [] } as const;
    const web = { mode: 'dr', vips: [], targets: [] } as const;
    defineConfig({
      clusters: { web: { ...web, director: { ...director, services: [{ port: 80 }] } } },
    });
    // @ts-expect-error -- a service is told by its port or by a mark
    defineConfig({ clusters: { web: { ...web, director: { ...director, services: [{}] } } } });
  });
});
