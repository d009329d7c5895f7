import { auditFile } from '../audit/audit.ts';
import { decode } from '../audit/source.ts';
import { forAll } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { counted } from '../base/words.ts';
import { importConfig } from '../import/import.ts';
import type { ImportedFile } from '../import/part.ts';
import { type Context, writeOut } from './context.ts';
import type { Options } from './options.ts';
import { filesOf } from './scripts.ts';

/**
 * Makes a config of scripts, and of what comes with them, and prints it or writes it to a new file.
 *
 * @throws LvsgenError when a file cannot be read, when nothing in them is of LVS, or when the new file is there already
 */
export async function run(
  options: Options<'import <file..>'>,
  context: Context,
): Promise<ExitCode> {
  const found = await forAll(options.file, (name) => filesOf(name, context));
  const files = found.flat().flatMap(({ file, bytes, near }): ImportedFile[] => {
    const { text } = decode(file, bytes);
    return auditFile(file, bytes, near).understood.map((understood) => ({ text, understood }));
  });
  const config = importConfig(files);
  const open = config.match(/# fill in:/g)?.length ?? 0;
  if (options.out === undefined) context.out(config);
  else writeOut(options.out, config, context);
  if (open > 0)
    context.err(`${counted(open, 'line is', 'lines are')} to be filled in: look for "# fill in"\n`);
  return exitCodes.clean;
}
