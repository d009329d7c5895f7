import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import { readJson } from '../../src/config/read-yaml.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { diagnosticsOf } from './support.ts';

describe('JSON', () => {
  it.each([
    ['{"a": }', '1:7'],
    ['{"clusters": {}, }', '1:18'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3'],
    ['[1, 2', '1:5'],
    ['{"a":1} x', '1:9'],
    ["{'a': 1}", '1:2'],
    ['{a: 1}', '1:2'],
    ['{"a": 010}', '1:8'],
    ['{"a": "\t"}', '1:8'],
    ['// x\n{}', '1:1'],
    ['web: 1', '1:1'],
    ['{"a": "x', '1:8'],
    ['[1,]', '1:4'],
  ])('%j is refused', async (text, place) => {
    const [first] = await diagnosticsOf(() => readJson(text, 'a.json'));
    const { line = 0, column = 0 } = first?.position ?? {};
    // The words are those of Node.js.
    expect(first?.message).toMatch(/^this is not JSON: [A-Z][^"]*$/);
    expect(`${line}:${column}`).toBe(place);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('has positions, and keys that are there twice are refused', async () => {
    const text =
      '{\n\t"clusters": {\n\t\t"web": { "mode": "dr", "vips": ["10.1"], "mode": "dr" }\n\t}\n}';
    const read = readJson(text, 'a.json');
    const loaded = { ...read, config: read.config as never, file: 'a.json', dir: '/' };
    const found = await diagnosticsOf(() => resolveConfigs([loaded]));
    expect(found.map(({ position, key }) => [position?.line, position?.column, key])).toEqual([
      [3, 3, 'clusters.web.targets'],
      [3, 35, 'clusters.web.vips[0]'],
      [3, 44, 'clusters.web.mode'],
    ]);
  });

  it('is read as JSON.parse reads it, if it is not nested deep', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom('', ' ', '\t'),
        (value, indent) => {
          fc.pre(value !== null);
          const text = JSON.stringify(value, null, indent);
          expect(readJson(text, 'a.json').config).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is refused exactly where JSON.parse refuses it', async () => {
    const pieces = fc.constantFrom(
      ...Array.from('{}[],:"\\ \n'),
      '"a"',
      '1',
      '-',
      '01',
      'true',
      'nul',
      'e',
      '.5',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
        const text = parts.join('');
        fc.pre(text.trim() !== '');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const found = await diagnosticsOf(() => readJson(text, 'a.json'));
        expect(found.some(({ message }) => message.startsWith('this is not JSON'))).toBe(!valid);
      }),
      { numRuns: 500 },
    );
  });
});
