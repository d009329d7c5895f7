import type { ResolvedConfig } from '../config/resolve.ts';
import type { Artifact, RenderedFile, Selection } from '../roles/artifact.ts';
import { bearsMarker, markerLine } from './marker.ts';
import { createPrinter } from './print.ts';
import { refusedAt, type Templates } from './template.ts';
import { artifactsOf } from '../roles/index.ts';

export type Render = (artifact: Artifact) => RenderedFile;

/** Which templates a config is rendered from: those of the package, or some of its own. */
export type TemplatesOf = (config: ResolvedConfig) => Templates;

/**
 * Renders what the selection holds of the configs, in memory, each from its own templates.
 *
 * @throws LvsgenError when a template is wrong
 */
export function generate(
  configs: readonly ResolvedConfig[],
  templatesOf: TemplatesOf,
  selection: Selection = {},
): readonly RenderedFile[] {
  return configs.flatMap((config) => {
    const render = renderWith(templatesOf(config));
    // Cluster by cluster: what one is rendered from is not kept until all are.
    return config.clusters.flatMap((cluster) =>
      artifactsOf(cluster, selection).map((artifact) => render(artifact)),
    );
  });
}

export function renderWith(templates: Templates): Render {
  const print = createPrinter(templates);
  return ({ view, template, installPath, ...about }) => {
    const { cluster, role, target, mode, language } = about;
    const content = print(template, view, language);
    const place = { file: templates.get(template)?.file ?? '', line: 1, column: 1 };
    // A template of the user's own may leave these out.
    if (language === 'shell' && !content.startsWith('#!/')) {
      const message = 'A script that does not begin with #! and the path of a shell cannot be run.';
      throw refusedAt(place, message, 'Begin the template with the line #!/bin/sh.');
    }
    if (!bearsMarker(content, cluster)) {
      const message = 'What is rendered has no line by which lvsgen knows its own files.';
      const hint = `Put this line into the template: # ${markerLine('{{cluster}}')}`;
      throw refusedAt(place, message, hint);
    }
    const path = `${cluster}/${role}/${target}${installPath}`;
    return { cluster, role, target, path, mode, language, content };
  };
}
