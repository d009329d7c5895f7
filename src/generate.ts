import type { RenderedFile } from './model/artifact.ts';
import type { Cluster } from './model/cluster.ts';
import { type Selection, selects } from './output/selection.ts';
import { loadTemplates } from './render/load-templates.ts';
import { createRenderer } from './render/renderer.ts';
import { artifactsOf } from './roles/index.ts';

/**
 * Renders what the selection holds of the clusters, in memory.
 *
 * @throws LvsgenError when a template is wrong
 */
export function generate(
  clusters: readonly Cluster[],
  selection: Selection = {},
): readonly RenderedFile[] {
  const render = createRenderer(loadTemplates());
  return clusters
    .flatMap(artifactsOf)
    .filter(({ cluster, role, target }) => selects(selection, `${cluster}/${role}/${target}`))
    .map(render);
}
