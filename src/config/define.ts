import type { Config, PlainConfig, SharingConfig } from './config.ts';

/**
 * Returns the config as it is. In a TypeScript config it types and completes every key:
 * `export default defineConfig({ clusters: { … } })`.
 */
export function defineConfig(config: SharingConfig): SharingConfig;
export function defineConfig(config: PlainConfig): PlainConfig;
export function defineConfig(config: Config): Config {
  return config;
}
