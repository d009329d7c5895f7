import type { Config } from './config.ts';

/**
 * Returns the config as it is. In a TypeScript config it types and completes every key:
 * `export default defineConfig({ clusters: { … } })`.
 */
export function defineConfig(config: Config): Config {
  return config;
}
