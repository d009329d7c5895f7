import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { auditFile } from '../audit/audit.ts';
import { decode } from '../audit/source.ts';
import { forAll, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { counted } from '../base/words.ts';
import { importConfig } from '../import/import.ts';
import type { ImportedFile } from '../import/part.ts';
import { replaceFile } from '../output/files.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';
import { filesOf, readNear } from './scripts.ts';

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
  const files: ImportedFile[] = [];
  for (const { file, bytes } of (
    await forAll(options.file, (name) => filesOf(name, context))
  ).flat()) {
    const near = (path: string): string | undefined => readNear(resolve(cwd, file), path);
    const { text } = decode(file, bytes);
    files.push(
      ...auditFile(file, bytes, near).understood.map((understood) => ({ text, understood })),
    );
  }
  const config = importConfig(files);
  const open = config.match(/# fill in:/g)?.length ?? 0;
  if (options.out === undefined) {
    context.out(config);
  } else {
    const path = resolve(cwd, options.out);
    if (existsSync(path)) {
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
