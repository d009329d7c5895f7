import { describe, expect, it } from 'vitest';

import { defineConfig } from '../../src/config/schema.ts';
import { jsonSchema } from '../../src/config/reference.ts';

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
    // servers, services; all of these once more for what clusters share; and the entries of each changelog. With
    // keepalived, each director has it, each of its directors, what it tracks, and in each real server a check with four
    // kinds that are maps; and, once and in both forms of services, such a check and a sorry server.
    expect(maps).toHaveLength(2 + 3 + 3 + 3 + 3 + 3 * 6 + 5 + 6 + 4 + 4 * (3 + 5 + 3 * 6));
    for (const map of maps) expect(map.additionalProperties).toBe(false);
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
