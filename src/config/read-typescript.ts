import { readFileSync } from 'node:fs';
import { createJiti } from 'jiti';

import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import { defineConfig } from './define.ts';
import type { Readout } from './readout.ts';
import { SourceText, type Place } from './source-text.ts';
import { describeValue } from './value-wording.ts';

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
  let exported: object;
  try {
    exported = await jiti.import(path);
  } catch (error) {
    throw new LvsgenError([describeFailure(error, path, text, file)]);
  }
  // Asked by its name, `default` is the whole module where the file exports none.
  const config: unknown = Object.getOwnPropertyDescriptor(exported, 'default')?.value;
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

function describeFailure(error: unknown, path: string, text: string, file: string): Diagnostic {
  if (!(error instanceof Error)) {
    const message = `the config throws ${describeValue(error)}`;
    return { severity: 'error', message, hint: 'throw an Error, which says where', file };
  }
  if (error.message.startsWith('ParseError: ')) {
    const [first = ''] = error.message.slice('ParseError: '.length).split('\n');
    const message = `this is not TypeScript: ${first.trim()}`;
    return {
      severity: 'error',
      message,
      hint: 'mend the syntax',
      ...placeOfSyntaxError(error, path, text, file),
    };
  }
  const [own = ''] = error.message.split('\nRequire stack:');
  const message = `the config throws ${error.name}: ${own}`;
  return {
    severity: 'error',
    message,
    hint: 'mend what throws there',
    file,
    ...placeOf(error, path, text),
  };
}

/** Jiti names the place of a syntax error in the message, with a column from zero; it may be in an imported module. */
function placeOfSyntaxError(
  error: Error,
  path: string,
  text: string,
  file: string,
): Partial<Place> & { readonly file: string } {
  const [, module = path, line, column] = /^\s*(.+):(\d+):(\d+)\s*$/m.exec(error.message) ?? [];
  if (line === undefined) return { file };
  const isConfig = module === path;
  const source = new SourceText(isConfig ? text : readFileSync(module, 'utf8'));
  return { file: isConfig ? file : module, ...source.placeAt(Number(line), Number(column)) };
}

/** The line in the config itself: a column of the stack counts in the JavaScript that it became. */
function placeOf(error: Error, path: string, text: string): Place | undefined {
  const trace = error.stack ?? '';
  const at = trace.indexOf(`${path}:`);
  const [, line] = /^:(\d+):\d+/.exec(at < 0 ? '' : trace.slice(at + path.length)) ?? [];
  return line === undefined ? undefined : new SourceText(text).placeOfLine(Number(line));
}
