import { readFileSync } from 'node:fs';

import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';

import type { Config } from '../../src/config/config.ts';
import { defineConfig } from '../../src/config/define.ts';
import { describeKeys } from '../../src/config/describe-keys.ts';
import { jsonSchema, type JsonSchema } from '../../src/config/json-schema.ts';
import type { configSchema } from '../../src/config/schema.ts';

function everyPart(schema: JsonSchema): JsonSchema[] {
  const below = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.additionalProperties ? [schema.additionalProperties] : []),
    ...(schema.items ? [schema.items] : []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
  ];
  return [schema, ...below.flatMap(everyPart)];
}

describe('the JSON Schema', () => {
  const schema = jsonSchema();

  it('is of draft 2020-12, has a title and can be printed', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'lvsgen config',
      required: ['clusters'],
    });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('allows no keys that it does not name', () => {
    const maps = everyPart(schema).filter((part) => part.properties);
    expect(maps).toHaveLength(4);
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
    ]);
  });

  it.each([
    [
      'vips',
      ['192.168.10.12', '0.0.0.0'],
      ['010.0.0.1', '10.1', '10.0.0.256', '10.0.0.1/32', '::1'],
    ],
    ['before', ['nginx', 'a@1.service', 'dev-a\\x2d'], ['a/b', 'a b', '']],
  ])('has a pattern for %s', (key, good, bad) => {
    const part = everyPart(schema).find((candidate) => candidate.properties?.['vips']);
    const pattern = new RegExp(String(part?.properties?.[key]?.items?.['pattern']), 'u');
    expect(good.filter((text) => !pattern.test(text))).toEqual([]);
    expect(bad.filter((text) => pattern.test(text))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has a row for every key, in order', () => {
    expect(describeKeys().map((row) => [row.key, row.type, row.default])).toEqual([
      ['$schema', 'text', undefined],
      ['clusters', 'map', undefined],
      ['clusters.<name>.description', 'text', undefined],
      ['clusters.<name>.mode', 'dr', undefined],
      ['clusters.<name>.vips', 'list of text', undefined],
      ['clusters.<name>.targets', 'list of el6 | el7', undefined],
      ['clusters.<name>.initSystems', 'list of sysv | systemd', undefined],
      ['clusters.<name>.chkconfig', 'map', undefined],
      ['clusters.<name>.chkconfig.levels', 'text | number', '"-"'],
      ['clusters.<name>.chkconfig.start', '0 to 99', '80'],
      ['clusters.<name>.chkconfig.stop', '0 to 99', '20'],
      ['clusters.<name>.before', 'list of text', '[]'],
      ['clusters.<name>.arp', 'map', undefined],
      ['clusters.<name>.arp.ignore', '1 | 2 | 8', '1'],
      ['clusters.<name>.arp.announce', '1 | 2', '2'],
      ['clusters.<name>.arp.onStop', 'restore | keep', '"restore"'],
    ]);
  });

  it('says the same as the doc comments of the types', () => {
    const file = new URL('../../src/config/config.ts', import.meta.url);
    const comments = readFileSync(file, 'utf8').matchAll(
      /\/\*\*((?:(?!\*\/).)*)\*\/\s*readonly (\$?\w+)/gs,
    );
    const plain = (text: string): string => text.replace(/\s*\n\s*\*?\s*/g, ' ').trim();
    const documented = Array.from(comments, ([, text = '', name = '']) => [name, plain(text)]);
    const rows = describeKeys().map(({ key, description }) => [key.split('.').at(-1), description]);
    const byName = (rows: (string | undefined)[][]): unknown => new Map(rows as [string, string][]);
    // Only the schema knows the registry, and so what each target defaults to.
    const known = rows.map(([name, text]) => [name, text?.replace(/: el6 .*\.$/, '.')]);
    expect(byName(documented)).toEqual(byName(known));
    expect(documented).toHaveLength(rows.length);
  });
});

describe('the type of a config', () => {
  it('is what the schema takes', () => {
    expectTypeOf<z.input<typeof configSchema>>().toExtend<Config>();
    expectTypeOf<Mutable<Config>>().toExtend<z.input<typeof configSchema>>();
    expectTypeOf(defineConfig).parameter(0).toEqualTypeOf<Config>();
  });

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
  });
});

type Mutable<Value> = Value extends object
  ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
  : Value;
