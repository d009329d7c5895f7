import { type ExitCode, exitCodes } from '../base/io.ts';
import { drawClusters } from '../explain/drawing.ts';
import { explainCluster } from '../explain/text.ts';
import { createPrinter } from '../render/print.ts';
import { templatesFor } from '../render/templates.ts';
import { type Context, selectionOf } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

/** Says in words what the scripts do, in which order and why, or draws the clusters. */
export async function run(options: Options<'explain'>, context: Context): Promise<ExitCode> {
  const selection = selectionOf(options);
  const configs = (await loadTrees(options, context)).flatMap((tree) => tree.configs);
  const templatesOf = await templatesFor(configs);
  const explained = configs.flatMap((config) => {
    const print = createPrinter(templatesOf(config));
    const { clusters } = config;
    const all = clusters.map((cluster) => {
      return { cluster, print, text: explainCluster(cluster, clusters, selection, print) };
    });
    return all.filter(({ text }) => text !== '');
  });
  if (options.format === 'mermaid') {
    const all = configs.flatMap(({ clusters }) => clusters);
    const shown = explained.map(({ cluster }) => cluster);
    context.out(drawClusters(shown, all));
  } else {
    const ends = explained.slice(0, 1).map(({ print }) => print('explain/all-scripts', {}));
    context.out([...explained.map(({ text }) => text), ...ends].join('\n\n'));
  }
  return exitCodes.clean;
}
