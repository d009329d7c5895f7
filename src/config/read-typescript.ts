import { createJiti } from 'jiti';

import { LvsgenError } from '../diagnostic.ts';
import { quote } from '../model/quote.ts';
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
  const inherited = inheritedKeys();
  let config: unknown;
  try {
    const exported: object = await settled(jiti.import(path), file);
    // Asked by its name, `default` is the whole module where the file exports none.
    config = plainData(Object.getOwnPropertyDescriptor(exported, 'default')?.value);
  } catch (error) {
    refuseInherited(inherited, file);
    throw asLvsgenError(error, path, text, file);
  }
  refuseInherited(inherited, file);
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

function asLvsgenError(error: unknown, path: string, text: string, file: string): LvsgenError {
  try {
    if (error instanceof LvsgenError) {
      return new LvsgenError(error.diagnostics.map((one) => ({ file, ...one })));
    }
  } catch {
    // Even this can be asked of a stand-in only as far as it answers.
  }
  return new LvsgenError([describeFailure(error, path, text, file)]);
}

/** Awaits what a config does. When nothing is left that could happen, the process would end without a word. */
async function settled<Result>(work: Promise<Result>, file: string): Promise<Result> {
  let stop = (): void => undefined;
  const stuck = new Promise<never>((_, reject) => {
    stop = () => {
      const message = 'the config waits for something that never comes';
      const hint = 'look for an await, at the top, of a promise that nobody settles';
      reject(new LvsgenError([{ severity: 'error', message, hint, file }]));
    };
  });
  process.once('beforeExit', stop);
  try {
    return await Promise.race([work, stuck]);
  } finally {
    process.off('beforeExit', stop);
  }
}

/** What every object has beside its own keys: nothing, unless a program has seen to it. */
function inheritedKeys(): readonly string[] {
  const keys: string[] = [];
  for (const key in {}) keys.push(key);
  return keys;
}

/** Takes away what a config has given to every object, since nothing works with it, and refuses the config. */
function refuseInherited(before: readonly string[], file: string): void {
  const added = inheritedKeys().filter((key) => !before.includes(key));
  for (const key of added) Reflect.deleteProperty(Object.prototype, key);
  const [first] = added;
  if (first === undefined) return;
  const message = `the config sets Object.prototype[${quote(first)}], which changes every object of lvsgen`;
  const hint = 'set the key on the object that needs it';
  throw new LvsgenError([{ severity: 'error', message, hint, file }]);
}
