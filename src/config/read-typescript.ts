import { createJiti } from 'jiti';

import { LvsgenError } from '../diagnostic.ts';
import { defineConfig } from './define.ts';
import { describeFailure } from './describe-failure.ts';
import { plainData } from './plain-data.ts';
import type { Readout } from './readout.ts';

/**
 * Runs a config in TypeScript and takes its default export. `lvsgen` can be imported there whether or not it is
 * installed beside the config.
 *
 * @param path absolute
 * @throws LvsgenError when it does not run or exports nothing, with the user's own error
 */
export async function readTypeScript(path: string, text: string, file: string): Promise<Readout> {
  // No caches: a config that changed is read anew, and nothing is written to the user's folders.
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    virtualModules: { lvsgen: { defineConfig } },
  });
  let config: unknown;
  try {
    const exported: object = await jiti.import(path);
    // Asked by its name, `default` is the whole module where the file exports none.
    config = plainData(Object.getOwnPropertyDescriptor(exported, 'default')?.value);
  } catch (error) {
    if (error instanceof LvsgenError) throw error;
    throw new LvsgenError([describeFailure(error, path, text, file)]);
  }
  if (config === undefined) {
    const message = 'the config has no default export';
    const hint = "end it with export default defineConfig({ … }), imported from 'lvsgen'";
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  if (typeof config === 'function') {
    const message = 'the config exports a function, and a config is a value';
    const hint = 'export what the function returns';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  return { config, findings: [] };
}
