import { existsSync } from 'node:fs';
import { toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Artifact, RenderedFile } from '../roles/artifact.ts';
import { refuse } from '../model/problem.ts';
import { bearsMarker, markerLine } from './marker.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { refusedAt } from './prepare.ts';
import { createPrinter } from './print.ts';
import { templatesWith } from './templates.ts';
import { artifactsOf } from '../roles/index.ts';

/** Renders one artifact, in memory. */
export type Render = (artifact: Artifact) => RenderedFile;

/**
 * Renders what the selection holds of the configs, in memory, each from its own templates.
 *
 * @throws LvsgenError when a template is wrong, or a config names a folder of templates that cannot be read
 */
export function generate(
  configs: readonly ResolvedConfig[],
  selection: Selection = {},
): readonly RenderedFile[] {
  return configs.flatMap((config) => {
    const render = renderWith(config);
    // Cluster by cluster: what one is rendered from is not kept until all are.
    return config.clusters.flatMap((cluster) =>
      artifactsOf(cluster)
        .filter(({ role, target }) => selects(selection, `${cluster.name}/${role}/${target}`))
        .map((artifact) => render(artifact)),
    );
  });
}

/**
 * What renders the artifacts of a config from its templates.
 *
 * @throws LvsgenError for a folder of templates that cannot be read
 */
export function renderWith({ templates: folder, origin }: ResolvedConfig): Render {
  if (folder !== undefined && !existsSync(`${folder}/.`)) {
    const message = `there is no folder of templates ${folder}`;
    const hint = 'name one as seen from the folder of this config, or leave the key out';
    throw new LvsgenError([toDiagnostic(refuse(['templates'], message, hint), origin)]);
  }
  const templates = templatesWith(folder);
  const print = createPrinter(templates);
  return ({ view, template, installPath, ...about }) => {
    const { cluster, role, target, mode, language } = about;
    const content = print(template, view, language);
    const place = { file: templates.fileOf(template), line: 1, column: 1 };
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
