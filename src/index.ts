import type { LoadedConfig } from './config/load.ts';
import { resolveConfig, resolveConfigs } from './config/resolve.ts';
import type { Config } from './config/schema.ts';
import { generate } from './render/generate.ts';
import { templatesOf } from './render/own.ts';
import type { RenderedFile } from './roles/artifact.ts';

export { loadConfig, type LoadedConfig, type LoadOptions } from './config/load.ts';
export {
  type ClusterConfig,
  type Config,
  defineConfig,
  type PlainConfig,
  type SharingConfig,
} from './config/schema.ts';
export {
  type Diagnostic,
  LvsgenError,
  type Position,
  type RelatedPlace,
  type Severity,
} from './base/diagnostic.ts';
export { lint, type LintOptions, type LintResult } from './lint/index.ts';
export type { FileMode, RenderedFile } from './roles/artifact.ts';
export { type Change, type ChangeKind, compare, type Comparison } from './output/compare.ts';
export type { Selection } from './roles/artifact.ts';
export type { JsonReport } from './report/index.ts';

/**
 * Renders a config in memory. Nothing is written, and nothing read but templates.
 *
 * @param config what the config says, or what `loadConfig` has returned; errors of the latter name file and line
 * @returns every file by its path below the output folder
 * @throws LvsgenError with everything that is wrong with the config or its templates
 */
export function render(config: Config | LoadedConfig): ReadonlyMap<string, RenderedFile> {
  const { configs } = 'dir' in config ? resolveConfigs([config]) : resolveConfig(config);
  return new Map(generate(configs, templatesOf).map((file) => [file.path, file]));
}
