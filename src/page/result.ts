import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { inOrder, toDiagnostic } from '../config/diagnose.ts';
import { readYaml } from '../config/read-yaml.ts';
import { resolveConfigs } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import type { Cluster } from '../model/cluster.ts';
import { warn } from '../model/problem.ts';
import { formatManifest, manifestName, sortPaths } from '../output/paths.ts';
import { packTree } from '../output/tar.ts';
import { bundled } from '../render/bundled.ts';
import { generate } from '../render/generate.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** What a config renders to. */
export interface Rendered {
  readonly text: string;
  readonly clusters: readonly Cluster[];
  readonly files: readonly RenderedFile[];
}

/** What becomes of a text. */
export interface Result {
  readonly text: string;
  /** What the config says, right or wrong; nothing where the text is no YAML. */
  readonly config: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where there is an error. */
  readonly rendered?: Rendered;
}

const configName = 'lvsgen.yaml';

const noTemplates = warn(
  ['templates'],
  'the page has no files of yours: it renders with the templates of lvsgen',
  'render on the command line',
);

/** Reads and renders a config, as the command line does. */
export function resultOf(text: string): Result {
  let config: unknown;
  try {
    const readout = readYaml(text, configName);
    config = readout.config;
    const source = { ...readout, config: config as Config, file: configName, dir: '' };
    const { configs, clusters, warnings } = resolveConfigs([source]);
    const files = generate(configs, () => bundled);
    const own = configs.filter(({ config }) => config.templates !== undefined);
    const more = own.map((config) => toDiagnostic(noTemplates, config));
    const diagnostics = inOrder([...warnings, ...more]);
    return { text, config, diagnostics, rendered: { text, clusters, files } };
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    return { text, config, diagnostics: error.diagnostics };
  }
}

/** The config and all that it renders to, as `lvsgen render` writes it beside the config. */
export function archive({ text, files }: Rendered): Promise<Uint8Array> {
  const manifest = formatManifest(sortPaths(files.map(({ path }) => path)));
  const mode = 0o644;
  return packTree([
    { path: configName, content: text, mode },
    { path: `generated/${manifestName}`, content: manifest, mode },
    ...files.map((file) => ({ ...file, path: `generated/${file.path}` })),
  ]);
}
