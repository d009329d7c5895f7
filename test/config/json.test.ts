import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import { readJson } from '../../src/config/read-yaml.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { diagnosticsOf } from './support.ts';

const mend = 'mend it, or write the config in YAML, which is more forgiving';

describe('JSON', () => {
  it.each([
    ['{"a": }', '1:7', 'this is not JSON: here should be a value', mend],
    ['{"clusters": {}, }', '1:18', 'this is not JSON: here should be a key in double quotes', mend],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3', 'this is not JSON: here should be , or }', mend],
    ['[1, 2', '1:5', 'this is not JSON: here should be , or ]', mend],
    ['{"a":1} x', '1:9', 'this is not JSON: here should be the end of the file', mend],
    ["{'a': 1}", '1:2', 'this is not JSON: here should be a key in double quotes or }', mend],
    ['{a: 1}', '1:2', 'this is not JSON: here should be a key in double quotes or }', mend],
    ['{"a": 010}', '1:7', 'this is not JSON: here should be a value', mend],
    ['{"a": "\t"}', '1:7', 'this is not JSON: here should be a value', mend],
    [
      '// x\n{}',
      '1:1',
      'this is not JSON: it has no comments',
      'remove the comment, or write the config in YAML',
    ],
    ['web: 1', '1:1', 'this is not JSON: here should be a value', mend],
  ])('%j is refused', async (text, place, message, hint) => {
    const [first] = await diagnosticsOf(() => readJson(text, 'a.json'));
    const { line = 0, column = 0 } = first?.position ?? {};
    expect([`${line}:${column}`, first?.message, first?.hint]).toEqual([place, message, hint]);
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
