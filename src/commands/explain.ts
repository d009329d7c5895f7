import { drawClusters } from '../explain/mermaid.ts';
import { explainAll, explainCluster, explainedNodes } from '../explain/text.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { createPrinter } from '../render/print.ts';
import { templatesWith } from '../render/templates.ts';
import { selects } from '../roles/selection.ts';
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
  const explained = (await loadTrees(options, io, report))
    .flatMap(({ configs }) => configs)
    .map(({ clusters, templates }) => {
      const nodes = clusters.map((cluster) => ({
        cluster,
        roles: explainedNodes(cluster, (path) => selects(selection, path)),
      }));
      return { templates, clusters: nodes.filter(({ roles }) => roles.length > 0) };
    })
    .filter(({ clusters }) => clusters.length > 0);
  if (options.format === 'mermaid') {
    io.out(drawClusters(explained.flatMap(({ clusters }) => clusters.map((one) => one.cluster))));
  } else {
    const texts = explained.map(({ templates, clusters }) => {
      const print = createPrinter(templatesWith(templates));
      const text = clusters.map(({ cluster, roles }) => explainCluster(cluster, roles, print));
      return { text, end: explainAll(print) };
    });
    io.out([...texts.flatMap(({ text }) => text), texts[0]?.end ?? ''].join('\n\n'));
  }
  return exitCodes.clean;
}
