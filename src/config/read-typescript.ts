import { createJiti } from 'jiti';

import { LvsgenError } from '../diagnostic.ts';
import { defineConfig } from './define.ts';
import type { Readout } from './load.ts';
import { SourceText, type Place } from './source-text.ts';

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
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = await jiti.import(path);
  } catch (error) {
    throw new LvsgenError([describeFailure(error, path, text, file)]);
  }
  // jiti's namespace answers `default` with itself where the file has no default export.
  const config = Object.hasOwn(exported, 'default') ? exported['default'] : undefined;
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

function describeFailure(
  error: unknown,
  path: string,
  text: string,
  file: string,
): { severity: 'error'; message: string; hint: string; file: string } & Partial<Place> {
  const place = placeOf(error, path, text);
  if (!(error instanceof Error)) {
    const message = `the config throws ${typeof error === 'string' ? error : typeof error}`;
    return { severity: 'error', message, hint: 'mend what throws there', file, ...place };
  }
  if (error.message.startsWith('ParseError: ')) {
    const [first = ''] = error.message.slice('ParseError: '.length).split('\n');
    const message = `this is not TypeScript: ${first.trim()}`;
    return { severity: 'error', message, hint: 'mend the syntax', file, ...place };
  }
  const [own = ''] = error.message.split('\nRequire stack:');
  const message = `the config throws ${error.name}: ${own}`;
  return { severity: 'error', message, hint: 'mend what throws there', file, ...place };
}

/** The line in the config itself: a column of the stack counts in the JavaScript that it became. */
function placeOf(error: unknown, path: string, text: string): Place | undefined {
  if (!(error instanceof Error)) return undefined;
  const trace = `${error.message}\n${error.stack ?? ''}`;
  const at = trace.indexOf(`${path}:`);
  const [, line] = /^:(\d+):\d+/.exec(at < 0 ? '' : trace.slice(at + path.length)) ?? [];
  return line === undefined ? undefined : new SourceText(text).placeOfLine(Number(line));
}
