import { readFileSync } from 'node:fs';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { type Context, writeOut } from './context.ts';
import type { Options } from './options.ts';

/** What the page tells by which it was made. */
const mark = '<meta name="generator" content="lvsgen" />';

/** Prints the page that does in a browser what the other commands do, or writes it to a file. */
export function run({ out }: Options<'page'>, context: Context): ExitCode {
  const text = readFileSync(new URL('./page.html', import.meta.url), 'utf8');
  const next = ': open it in a browser, or put it on a web server';
  if (out === undefined) context.out(text);
  else writeOut(out, text, context, { next, mark });
  return exitCodes.clean;
}
