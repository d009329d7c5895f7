import { join } from 'node:path';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { loadConfig } from '../../src/config/load.ts';
import { drawClusters } from '../../src/explain/mermaid.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { filesBelow } from '../output/tree.ts';
import { read, root } from './markdown.ts';

const { clusters } = resolveConfigs([await loadConfig({ cwd: root })]);

/** The README with every marked example as it has to be. */
export function withExamples(readme: string): string {
  const block =
    /^(<!-- (?<marker>example [^>]*?) -->\n\n)(?:<!-- prettier-ignore -->\n)?(```\w*\n)[\s\S]*?^```$/gm;
  return readme.replaceAll(block, (_, comment: string, marker: string, fence: string) => {
    // Prettier would indent shell in a document by two columns, and not by four as in the file.
    const ignore = marker.startsWith('example script') ? '<!-- prettier-ignore -->\n' : '';
    return `${comment}${ignore}${fence}${exampleFor(marker)}\`\`\``;
  });
}

function exampleFor(marker: string): string {
  const [, what = '', of = ''] = /^example (\w+)(?:: (.*))?$/.exec(marker) ?? [];
  switch (what) {
    case 'config': {
      const [path = '', name = ''] = of.split(' ');
      return configOf(read(path), name);
    }
    case 'tree':
      return filesBelow(join(root, 'generated', of))
        .map((file) => `generated/${of}/${file}\n`)
        .join('');
    case 'file':
      return read(of);
    case 'script':
      return startAndStop(read(of));
    case 'drawing':
      return drawClusters([clusterNamed(of)]);
    default:
      throw new Error(`nobody knows what to do with <!-- ${marker} -->`);
  }
}

function clusterNamed(name: string): Cluster {
  const found = clusters.find((cluster) => cluster.name === name);
  if (found === undefined) throw new Error(`lvsgen.yaml has no cluster ${name}`);
  return found;
}

/** The config with one of its clusters only; the comment above it comes along. */
function configOf(config: string, name: string): string {
  const [, ...parts] = config.split(/^clusters:\n|\n\n/m);
  const part = parts.find((one) => new RegExp(`^  ${name}:$`, 'm').test(one));
  if (part === undefined) throw new Error(`the config has no cluster ${name}`);
  return `clusters:\n${part.trimEnd()}\n`;
}

/** The functions `start` and `stop`, which stand side by side. */
function startAndStop(script: string): string {
  const [functions] =
    /^start\(\) \{\n[\s\S]*?\n\}\n\nstop\(\) \{\n[\s\S]*?\n\}\n/m.exec(script) ?? [];
  if (functions === undefined) throw new Error('there is no start() with stop() behind it');
  return functions;
}
