import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { LvsgenError } from '../base/diagnostic.ts';
import { quote } from '../base/words.ts';
import type { Readout } from './diagnose.ts';
import { defineConfig } from './schema.ts';

/** No caches: a config that changed is read anew, and nothing is written to the user's folders. */
const noCaches = { fsCache: false, moduleCache: false };

/**
 * Runs a config in TypeScript and takes its default export. `lvsgen` can be imported there whether or not it is
 * installed beside the config.
 *
 * @param path absolute
 * @throws LvsgenError when it does not run or exports nothing of use, with the user's own error
 */
export async function readTypeScript(path: string, file: string): Promise<Readout> {
  const jiti = createJiti(path, { ...noCaches, virtualModules: { lvsgen: { defineConfig } } });
  let exported: object;
  try {
    exported = await jiti.import(path);
  } catch (error) {
    throw failureOf(error, path, file);
  }
  // Asked by its name, `default` is the whole module where the file exports none.
  const config: unknown = Object.getOwnPropertyDescriptor(exported, 'default')?.value;
  if (config !== undefined) return { config };
  const hint = "end it with export default defineConfig({ … }), imported from 'lvsgen'";
  throw LvsgenError.of('the config has no default export', hint, { file });
}

/** The files that run a config stand below this; what stands above it in a stack is the user's own. */
const machinery = `${dirname(fileURLToPath(import.meta.url))}/`;

/** What the config throws, at the innermost line of the user's own. */
function failureOf(error: unknown, path: string, file: string): LvsgenError {
  const { message, name, stack = '' } = error instanceof Error ? error : new Error();
  // Jiti says in the message where a syntax error is. A column of a stack counts in the JavaScript that a line became.
  const places = `${message}\n${stack}`.matchAll(
    /(?:\(|at |async |^\s*)(?:file:\/\/)?(\/[^\n():]+):(\d+):\d+/gm,
  );
  const [, module = path, line = ''] =
    [...places].find(
      ([, one = '']) => !one.startsWith(machinery) && !one.includes('/node_modules/'),
    ) ?? [];
  const syntax = /^ParseError: (.*)/.exec(message)?.[1];
  const [words = ''] = message.split('\nRequire stack:');
  const thrown =
    error instanceof Error
      ? `${name}: ${words.trim().replaceAll(/\s*\n\s*/g, ' ')}`
      : quote(String(error));
  return new LvsgenError([
    {
      severity: 'error',
      message: syntax ? `this is not TypeScript: ${syntax.trim()}` : `the config throws ${thrown}`,
      hint: syntax ? 'mend the syntax' : 'mend what throws there',
      file: module === path ? file : module,
      ...(line === '' ? {} : { position: { line: Number(line), column: 1 } }),
    },
  ]);
}
