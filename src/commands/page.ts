import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { replaceFile } from '../output/files.ts';
import { type Context, place } from './context.ts';
import type { Options } from './options.ts';

/** What the page tells by which it was made. */
const mark = '<meta name="generator" content="lvsgen" />';

/**
 * Prints the page that does in a browser what the other commands do, or writes it to a file.
 *
 * @throws LvsgenError when the file is there and is no such page
 */
export function run({ out }: Options<'page'>, context: Context): ExitCode {
  const text = readFileSync(new URL('./page.html', import.meta.url), 'utf8');
  if (out === undefined) {
    context.out(text);
    return exitCodes.clean;
  }
  const path = resolve(context.cwd, out);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (before !== undefined && !before.includes(mark)) {
    const message = `${place(context, path)} is there already, and is no page of lvsgen`;
    throw LvsgenError.of(message, 'name another file, or move that one away first');
  }
  if (before !== text) replaceFile(path, text);
  const done = before === undefined ? 'wrote' : before === text ? 'unchanged' : 'updated';
  context.err(`${done} ${place(context, path)}: open it in a browser, or put it on a web server\n`);
  return exitCodes.clean;
}
