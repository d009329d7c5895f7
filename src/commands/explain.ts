import { drawClusters } from '../explain/mermaid.ts';
import { explainAll, explainCluster } from '../explain/text.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { createPrinter } from '../render/print.ts';
import { templatesWith } from '../render/templates.ts';
import type { Report } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees } from './trees.ts';

/** What `lvsgen explain` is told. */
export interface ExplainOptions extends SelectOptions {
  /** In words, or as a drawing. */
  readonly format: 'text' | 'mermaid';
}

/** Says in words what the scripts do, in which order and why, or draws the clusters. */
export async function explain(options: ExplainOptions, io: Io, report: Report): Promise<ExitCode> {
  const selection = selectionOf(options);
  const configs = (await loadTrees(options, io, report)).flatMap((tree) => tree.configs);
  const explained = configs.flatMap(({ clusters, templates }) => {
    const print = createPrinter(templatesWith(templates));
    const all = clusters.map((cluster) => {
      return { cluster, print, text: explainCluster(cluster, clusters, selection, print) };
    });
    return all.filter(({ text }) => text !== '');
  });
  if (options.format === 'mermaid') {
    const all = configs.flatMap(({ clusters }) => clusters);
    io.out(
      drawClusters(
        explained.map(({ cluster }) => cluster),
        all,
      ),
    );
  } else {
    const ends = explained.slice(0, 1).map(({ print }) => explainAll(print));
    io.out([...explained.map(({ text }) => text), ...ends].join('\n\n'));
  }
  return exitCodes.clean;
}
