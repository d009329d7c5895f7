import { statSync } from 'node:fs';
import { toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Artifact, RenderedFile } from '../roles/artifact.ts';
import { problemAt } from '../model/problem.ts';
import { errorCode } from '../base/io-error.ts';
import { bearsMarker, markerLine } from './marker.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { refusedAt } from './refusal.ts';
import { createRenderer } from './renderer.ts';
import { type Templates, templatesWith } from './templates.ts';
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
  const renderOf = rendersOf();
  return configs.flatMap((config) => {
    const render = renderOf(config);
    // Cluster by cluster: what one is rendered from is not kept until all are.
    return config.clusters.flatMap((cluster) =>
      artifactsOf(cluster)
        .filter(({ role, target }) => selects(selection, `${cluster.name}/${role}/${target}`))
        .map((artifact) => render(artifact)),
    );
  });
}

/**
 * What renders the artifacts of a config from its templates, which are read and prepared once for all configs that
 * share them. The function returned throws an LvsgenError for a folder of templates that cannot be read.
 */
export function rendersOf(): (config: ResolvedConfig) => Render {
  const renders = new Map<string | undefined, Render>();
  return (config) => {
    const { templates } = config;
    const known = renders.get(templates);
    if (known !== undefined) return known;
    if (templates !== undefined) refuseOddFolder(templates, config);
    const render = renderFrom(templatesWith(templates));
    renders.set(templates, render);
    return render;
  };
}

/** A template of the user's own may leave out what lvsgen and the system know a script by. */
function renderFrom(templates: Templates): Render {
  const render = createRenderer(templates);
  return (artifact) => {
    const file = render(artifact);
    const place = { file: templates.fileOf(artifact.template), line: 1, column: 1 };
    if (file.language === 'shell' && !file.content.startsWith('#!/')) {
      const problem = 'A script that does not begin with #! and the path of a shell cannot be run.';
      throw refusedAt(place, problem, 'Begin the template with the line #!/bin/sh.');
    }
    if (!bearsMarker(file.content, file.cluster)) {
      const line = `# ${markerLine('{{cluster}}')}`;
      const problem = 'What is rendered has no line by which lvsgen knows its own files.';
      throw refusedAt(place, problem, `Put this line into the template: ${line}`);
    }
    return file;
  };
}

function refuseOddFolder(folder: string, { origin }: ResolvedConfig): void {
  if (isFolder(folder)) return;
  const message = `there is no folder of templates ${folder}`;
  const hint = 'name one as seen from the folder of this config, or leave the key out';
  throw new LvsgenError([toDiagnostic(problemAt('error', ['templates'], message, hint), origin)]);
}

/** For what cannot be looked at, whatever the reason, the answer is no. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
