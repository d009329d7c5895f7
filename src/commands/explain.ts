import { drawClusters } from '../explain/mermaid.ts';
import { explainCluster, explainedNodes } from '../explain/text.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { selects } from '../output/selection.ts';
import { createPrinter } from '../render/renderer.ts';
import { templatesWith } from '../render/templates.ts';
import type { ExplainFormat } from './explain-formats.ts';
import { type SelectOptions, selected, selectionOf } from './generated.ts';
import type { Report } from './report.ts';

/** What `lvsgen explain` is told. */
export interface ExplainOptions extends SelectOptions {
  readonly format: ExplainFormat;
}

/** Tells in words what the scripts do, in which order and why, or draws the clusters. */
export async function explain(options: ExplainOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = await selected(options, io, report);
  const selection = selectionOf(options);
  const explained = trees
    .flatMap(({ clusters }) => clusters)
    .map((cluster) => ({
      cluster,
      roles: explainedNodes(cluster, (path) => selects(selection, path)),
    }))
    .filter(({ roles }) => roles.length > 0);
  if (explained.length === 0) {
    io.err('nothing of the config is selected\n');
    return exitCodes.clean;
  }
  if (options.format === 'mermaid') {
    io.out(drawClusters(explained.map(({ cluster }) => cluster)));
    return exitCodes.clean;
  }
  const printerOf = new Map(
    trees
      .flatMap(({ configs }) => configs)
      .flatMap(({ clusters, templates }) => {
        const print = createPrinter(templatesWith(templates), 'text');
        return clusters.map((cluster) => [cluster, print] as const);
      }),
  );
  const texts = explained.map(({ cluster, roles }) => {
    const print = printerOf.get(cluster);
    return print === undefined ? '' : explainCluster(cluster, roles, print);
  });
  io.out(texts.join('\n\n'));
  return exitCodes.clean;
}
