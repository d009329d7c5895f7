import { drawClusters } from '../explain/mermaid.ts';
import { explainAll, explainCluster, explainedNodes } from '../explain/text.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { selects } from '../roles/selection.ts';
import { createPrinter, type Print } from '../render/print.ts';
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
    .flatMap(({ clusters, configs }) =>
      clusters.map((cluster) => ({
        cluster,
        roles: explainedNodes(cluster, (path) => selects(selection, path)),
        templates: configs.find((config) => config.clusters.includes(cluster))?.templates,
      })),
    )
    .filter(({ roles }) => roles.length > 0);
  const [first] = explained;
  if (first === undefined) {
    io.err('nothing of the config is selected\n');
  } else if (options.format === 'mermaid') {
    io.out(drawClusters(explained.map(({ cluster }) => cluster)));
  } else {
    const printerOf = printers();
    const texts = explained.map(({ cluster, roles, templates }) =>
      explainCluster(cluster, roles, printerOf(templates)),
    );
    io.out([...texts, explainAll(printerOf(first.templates))].join('\n\n'));
  }
  return exitCodes.clean;
}

/** What prints the words of the templates of a folder, which are read once. */
function printers(): (folder: string | undefined) => Print {
  const known = new Map<string | undefined, Print>();
  return (folder) => {
    const print = known.get(folder) ?? createPrinter(templatesWith(folder));
    known.set(folder, print);
    return print;
  };
}
