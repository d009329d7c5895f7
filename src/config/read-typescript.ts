import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createJiti } from 'jiti';

import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
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
    throw new LvsgenError([describeFailure(error, path, file)]);
  }
  // Asked by its name, `default` is the whole module where the file exports none.
  const config: unknown = Object.getOwnPropertyDescriptor(exported, 'default')?.value;
  if (config !== undefined) return { config, findings: [] };
  const message = 'the config has no default export';
  const hint = "end it with export default defineConfig({ … }), imported from 'lvsgen'";
  throw new LvsgenError([{ severity: 'error', message, hint, file }]);
}

/** The files that run a config stand below this; what stands above it in a stack is the user's own. */
const machinery = dirname(fileURLToPath(import.meta.url));

function describeFailure(error: unknown, path: string, file: string): Diagnostic {
  if (!(error instanceof Error)) {
    const message = `the config throws ${quote(String(error))}`;
    return { severity: 'error', message, hint: 'throw an Error, which says where', file };
  }
  // Jiti names the place of a syntax error in the message, with a column from zero.
  const [, syntax] = /^ParseError: (.*)/.exec(error.message) ?? [];
  const [, module = path, line, column] =
    (syntax === undefined
      ? ownFrame(error.stack ?? '')
      : /^\s*(.+):(\d+):(\d+)\s*$/m.exec(error.message)) ?? [];
  const [words = ''] = error.message.split('\nRequire stack:');
  const problem =
    syntax === undefined
      ? {
          message: `the config throws ${error.name}: ${words.trim().replaceAll(/\s*\n\s*/g, ' ')}`,
          hint: 'mend what throws there',
        }
      : { message: `this is not TypeScript: ${syntax.trim()}`, hint: 'mend the syntax' };
  const place = line === undefined ? {} : placeIn(module, Number(line), syntax && column);
  return { severity: 'error', ...problem, file: module === path ? file : module, ...place };
}

/** The line in the user's own code: a column of the stack counts in the JavaScript that it became. */
function ownFrame(stack: string): RegExpExecArray | undefined {
  const frames = stack.matchAll(/(?:\(|at |async )(?:file:\/\/)?(\/[^\n():]+):(\d+):\d+/g);
  return [...frames].find(
    ([, module = '']) => !module.startsWith(`${machinery}/`) && !module.includes('/node_modules/'),
  );
}

/** A place in a module; without a column, the first character in the line that is not white space. */
function placeIn(module: string, line: number, column?: string): Partial<Diagnostic> {
  if (!existsSync(module)) return {};
  const lines = readFileSync(module, 'utf8').trimEnd().split(/\r?\n/);
  const start = column === undefined ? (lines[line - 1] ?? '').search(/\S|$/) : Number(column);
  const frame = codeFrame(lines, { line, start, end: start + 1 });
  return { position: { line, column: start + 1 }, frame };
}
