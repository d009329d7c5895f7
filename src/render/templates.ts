import type { ResolvedConfig } from '../config/resolve.ts';
import { bundled } from './bundled.ts';
import type { TemplatesOf } from './generate.ts';

/** What finds the templates of these configs. The compiler is loaded where one has templates of its own. */
export async function templatesFor(configs: readonly ResolvedConfig[]): Promise<TemplatesOf> {
  if (configs.every(({ config }) => config.templates === undefined)) return () => bundled;
  return (await import('./own.ts')).templatesOf;
}
