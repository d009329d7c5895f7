import { describe, expect, it } from 'vitest';
import { resolveYaml } from '../config/support.ts';
import { codeBlocks, read, readmes } from './markdown.ts';

describe.for(readmes)('%s', (name) => {
  const configs = codeBlocks(read(name)).filter(
    ({ language, code }) => language === 'yaml' && /^clusters:/m.test(code),
  );

  it('has examples of configs', () => {
    expect(configs.length).toBeGreaterThan(4);
  });

  it.for(configs)('$code', async ({ code }) => {
    const { clusters, warnings } = await resolveYaml(code);
    expect(clusters.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });
});
