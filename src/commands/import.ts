import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { understand } from '../audit/understand.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, stdinFile } from '../base/io.ts';
import { counted } from '../base/quote.ts';
import { isThere } from '../config/load.ts';
import { importConfig } from '../import/import.ts';
import { replaceFile } from '../output/files.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';

/**
 * Makes a config of scripts, and of what comes with them, and prints it or writes it to a new file.
 *
 * @throws LvsgenError when a file cannot be read, when nothing in them is of LVS, or when the new file is there already
 */
export async function run(
  options: Options<'import <file..>'>,
  context: Context,
): Promise<ExitCode> {
  const { cwd } = context;
  const files = await forAll(options.file, async (name) => {
    const file = name === stdinFile ? '<stdin>' : name;
    const read = name === stdinFile ? context.readStdin() : readFile(resolve(cwd, name));
    const bytes = await read.catch((error: unknown) => {
      throw LvsgenError.of(`this cannot be read: ${(error as Error).message}`, 'name a file', {
        file,
      });
    });
    const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
    return { text, understood: understand(file, text) };
  });
  const config = importConfig(files);
  const open = config.match(/# fill in:/g)?.length ?? 0;
  if (options.out === undefined) {
    context.out(config);
  } else {
    const path = resolve(cwd, options.out);
    if (await isThere(path)) {
      throw LvsgenError.of(
        `${options.out} is there already`,
        'name another file, or move it away first',
      );
    }
    replaceFile(path, config);
    context.err(`wrote ${options.out}\n`);
  }
  if (open > 0)
    context.err(`${counted(open, 'line is', 'lines are')} to be filled in: look for "# fill in"\n`);
  return exitCodes.clean;
}
