import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import { readYaml } from '../../src/config/read-yaml.ts';
import { diagnosticsOf } from './support.ts';

describe('JSON', () => {
  it('has positions, and keys that are there twice are refused', async () => {
    const text = '{\n\t"clusters": {\n\t\t"web": { "mode": "dr", "mode": "dr" }\n\t}\n}';
    const found = await diagnosticsOf(() => readYaml(text, 'a.json'));
    expect(found.map(({ position, key }) => [position?.line, position?.column, key])).toEqual([
      [3, 26, 'clusters.web.mode'],
    ]);
  });

  it('is read as JSON.parse reads it', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const map = fc.dictionary(fc.string(), fc.oneof(value, fc.array(value)));
    fc.assert(
      fc.property(map, fc.constantFrom('', ' ', '\t'), (config, indent) => {
        const text = JSON.stringify(config, null, indent);
        expect(readYaml(text, 'a.json').config).toEqual(JSON.parse(text));
      }),
      { numRuns: 150 },
    );
  });
});
