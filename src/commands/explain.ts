import { drawClusters } from '../explain/mermaid.ts';
import { explainCluster } from '../explain/text.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { selects } from '../output/selection.ts';
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
    .flatMap((cluster) => {
      const text = explainCluster(cluster, (path) => selects(selection, path));
      return text === '' ? [] : [{ cluster, text }];
    });
  if (explained.length === 0) {
    io.err('nothing of the config is selected\n');
    return exitCodes.clean;
  }
  io.out(
    options.format === 'mermaid'
      ? drawClusters(explained.map(({ cluster }) => cluster))
      : explained.map(({ text }) => text).join('\n\n'),
  );
  return exitCodes.clean;
}
