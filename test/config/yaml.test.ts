import { describe, expect, it } from 'vitest';
import type { KeyPath } from '../../src/model/problem.ts';
import {
  diagnosticsOf,
  loadYaml,
  minimal,
  placeOf,
  placesIn,
  resolveYaml,
  web,
} from './support.ts';

describe('what cannot be read has a place and something to do instead', () => {
  it.each<[text: string, place: string, hint: RegExp]>([
    ['levels: -', '1:9', /a list with a dash: put it in quotes/],
    ['{ levels: - }', '1:11', /put a dash in quotes/],
    ['a:\n\tb: 1', '2:1', /spaces/],
    ['a: [1, 2\nb: 3', '2:1', /bracket that is missing above/],
    ["a: 'x\nb: 1", '2:4', /quote/],
    ['[1, 2', '1:5', /bracket/],
    ['a: [1 [2]]', '1:7', /comma/],
    ['a: @x', '1:4', /in quotes/],
    ['a: }', '1:4', /bracket that is wrong/],
    ['a: b: c', '1:4', /a colon in quotes/],
    ['a: 1\nb', '2:1', /colon that is missing/],
    ['a:\n   b: 1\n  c: 2', '3:3', /indent this line/],
    ['a:\n  b\n    c: 1', '2:3', /colon that is missing/],
    ['a: *', '1:4', /asterisk in quotes/],
    ['a: "\\q"', '1:5', /quote/],
    ['a: 1\n---\nb: 2', '2:1', /one document/],
    ['a: 1\n...\nb: 2', '3:1', /one document/],
    ['a: *b\nb: &b 1', '1:4', /asterisk in quotes/],
    ['a: &a [*a]', '1:8', /write the value out/],
    ['a: &a { b: { <<: *a } }', '1:18', /write the value out/],
    ['a: !secret b', '1:4', /exclamation mark/],
    ['a: !!set { b }', '1:4', /exclamation mark/],
    ['? [a]\n: 1', '1:3', /braces in quotes/],
    ['a: {{ b }}', '1:5', /braces in quotes/],
    ['a: &a text\nb:\n  <<: *a', '3:7', /anchored map/],
    ['a: &a text\nb: { <<: [*a] }', '2:10', /anchored map/],
    ['b:\n  <<:\n', '2:3', /anchored map/],
    ['['.repeat(100_000), '1:32', /five/],
    ['{ a: '.repeat(100_000), '1:156', /five/],
    ['- '.repeat(100_000), '1:63', /five/],
  ])('%.40j', async (text, place, hint) => {
    const [first, ...others] = await diagnosticsOf(() => loadYaml(text));
    const { line = 0, column = 0 } = first?.position ?? {};
    expect(`${line}:${column}`).toBe(place);
    expect(first?.hint).toMatch(hint);
    expect(first).toMatchObject({ file: '<stdin>', frame: expect.stringContaining('^') as string });
    expect(others).toEqual([]);
  });
});

it.each<[written: string, read: unknown]>([
  ['010', '010'],
  ['10.1', '10.1'],
  ['1_000', '1_000'],
  ['0x10', '0x10'],
  ['yes', 'yes'],
  ['.inf', '.inf'],
  ['-7', -7],
  ['345', 345],
  ['true', true],
  ['~', null],
  ['"345"', '345'],
])('reads %s as it is written', async (written, read) => {
  expect((await loadYaml(`a: ${written}`)).config).toEqual({ a: read });
});

describe('keys', () => {
  it('that are there twice are told all together', async () => {
    const text = web(...minimal, 'vips: [10.1]', 'mode: dr', 'mode: dr');
    expect(await placesIn(text)).toEqual([
      '6:5 error clusters.web.vips',
      '7:5 error clusters.web.mode',
      '8:5 error clusters.web.mode',
    ]);
  });

  it('are text, whatever they look like', async () => {
    expect(await placesIn(web(...minimal, '1: 2', 'true: 3'))).toEqual([
      '6:5 error clusters.web["1"]',
      '7:5 error clusters.web.true',
    ]);
  });
});

describe('merge keys', () => {
  const base = 'mode: dr, vips: [192.0.2.10], targets: [el7]';

  it('put what anchored maps have under the own keys, the first map first', async () => {
    const text = [
      'clusters:',
      `  a: &a { ${base}, arp: { ignore: 2 } }`,
      '  b: { vips: [192.0.2.11], <<: *a }',
      '  c: { <<: [{ targets: [el9] }, *a], vips: [192.0.2.12], arp: { announce: 1 } }',
    ];
    expect((await loadYaml(text.join('\n'))).config.clusters).toEqual({
      a: { mode: 'dr', vips: ['192.0.2.10'], targets: ['el7'], arp: { ignore: 2 } },
      b: { mode: 'dr', vips: ['192.0.2.11'], targets: ['el7'], arp: { ignore: 2 } },
      c: { mode: 'dr', vips: ['192.0.2.12'], targets: ['el9'], arp: { announce: 1 } },
    });
  });

  it('lead to the place where a wrong value is written, once', async () => {
    const text = [
      'clusters:',
      `  a: &a { ${base}, arp: { ignore: 4 } }`,
      '  b: { <<: *a, vips: [192.0.2.300] }',
    ];
    expect(await placesIn(text.join('\n'))).toEqual([
      '2:72 error clusters.a.arp.ignore',
      '3:23 error clusters.b.vips[0]',
    ]);
  });

  it('are told when one is there twice', async () => {
    const text = 'a: &a { b: 1 }\nc:\n  <<: *a\n  <<: *a\n';
    expect(await placesIn(text)).toContain('4:3 error c["<<"]');
  });
});

it('takes one anchor for hundreds of clusters', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `  c${index}: *c`).join('\n');
  const text = `clusters:\n  c: &c { mode: dr, vips: [10.0.0.1], targets: [el7] }\n${names}\n`;
  expect((await resolveYaml(text)).clusters).toHaveLength(501);
});

const text = `clusters:
  a: &a { vips: [10.0.0.1, 10.0.0.2], mode: dr }
  b: *a
  c:
    mode:
`;

it.each<[path: KeyPath, at: 'key' | 'value', place: string]>([
  [[], 'value', '1:1'],
  [['clusters'], 'key', '1:1'],
  [['clusters', 'a', 'vips'], 'key', '2:11'],
  [['clusters', 'a', 'vips'], 'value', '2:17'],
  [['clusters', 'a', 'vips', 1], 'value', '2:28'],
  [['clusters', 'b'], 'key', '3:3'],
  [['clusters', 'b', 'mode'], 'value', '2:45'],
  [['clusters', 'c', 'mode'], 'value', '5:5'],
  [['clusters', 'c', 'vips'], 'key', '4:3'],
  [['clusters', 'a', 'vips', 7], 'value', '2:11'],
  [['nope'], 'key', '1:1'],
])('finds %j as %s', async (path, at, place) => {
  const { locate } = await loadYaml(text);
  const found = { severity: 'error', message: '', ...locate?.(path, at) } as const;
  expect(placeOf(found)).toBe(`${place} error -`);
});
