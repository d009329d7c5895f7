import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import { readYaml } from '../../src/config/read-yaml.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { diagnosticsOf } from './support.ts';

describe('JSON', () => {
  it('has positions, and keys that are there twice are refused', async () => {
    const text =
      '{\n\t"clusters": {\n\t\t"web": { "mode": "dr", "vips": ["10.1"], "mode": "dr" }\n\t}\n}';
    const read = readYaml(text, 'a.json');
    const loaded = { ...read, config: read.config as never, file: 'a.json', dir: '/' };
    const found = await diagnosticsOf(() => resolveConfigs([loaded]));
    expect(found.map(({ position, key }) => [position?.line, position?.column, key])).toEqual([
      [3, 3, 'clusters.web.targets'],
      [3, 35, 'clusters.web.vips[0]'],
      [3, 44, 'clusters.web.mode'],
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
