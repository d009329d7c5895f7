import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { generate } from '../../src/render/generate.ts';
import { type DirectedCluster, directorLogic } from '../../src/roles/director.ts';
import { realServerLogic } from '../../src/roles/real-server.ts';
import { targets } from '../../src/targets/index.ts';

it('the programs that a package requires are those that its script asks for', async () => {
  const cwd = join(import.meta.dirname, '../cases');
  const { configs } = resolveConfigs([await loadConfig({ cwd, file: 'rendered.yaml' })]);
  const clusters = new Map(configs.flatMap((one) => one.clusters).map((one) => [one.name, one]));
  const scripts = generate(configs).filter(({ content }) => content.includes('\nfor program in '));
  expect(scripts.length).toBeGreaterThan(20);
  for (const { cluster, role, target: name, path, content } of scripts) {
    const [, asked = ''] = /\nfor program in (.*); do\n/.exec(content) ?? [];
    const target = targets.find((one) => one.name === name) ?? targets[0];
    const model = clusters.get(cluster) as DirectedCluster;
    const { programs } =
      role === 'director' ? directorLogic(model, target) : realServerLogic(model, target);
    expect(asked.split(' ').sort(), path).toEqual([...programs].sort());
  }
});
