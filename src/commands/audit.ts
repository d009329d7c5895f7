import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { auditFile } from '../audit/audit.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { attempt } from '../base/io-error.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { counted } from '../base/quote.ts';
import { type Context, place } from './context.ts';
import type { Options } from './options.ts';

/** A file to look at, and whether somebody named it. */
interface Named {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly isNamed: boolean;
}

/**
 * Names what is wrong with scripts for LVS. Nothing of them is run.
 *
 * @throws LvsgenError when a file that is named cannot be read, or is no text
 */
export async function run(
  { file: names }: Options<'audit <file..>'>,
  context: Context,
): Promise<ExitCode> {
  let found = false;
  let count = 0;
  for (const name of names) {
    for (const { file, bytes, isNamed } of await filesOf(name, context)) {
      const near = (path: string): string | undefined => readNear(resolve(context.cwd, file), path);
      try {
        const { diagnostics, isFinding, understood } = auditFile(file, bytes, near);
        // Of what stands in a folder, most is not about LVS.
        if (understood.length === 0 && !isNamed) continue;
        if (understood.length > 0) count += 1;
        found ||= isFinding;
        context.tell(diagnostics, 'data');
      } catch (error) {
        if (isNamed || !(error instanceof LvsgenError)) throw error;
      }
    }
  }
  if (!found && count > 0) context.err(`${counted(count, 'file')} about LVS: nothing found\n`);
  return found ? exitCodes.differences : exitCodes.clean;
}

/** Of these nobody thinks as of scripts for a shell, though such may stand in their comments. */
const program = /\.([cm]?[jt]sx?|py|pl|rb|go|c|h|cc|rs|java|php|json|ya?ml|html?|css)$/;

async function filesOf(name: string, context: Context): Promise<readonly Named[]> {
  if (name === '-') {
    return [{ file: '<stdin>', bytes: await context.readStdin(), isNamed: true }];
  }
  const path = resolve(context.cwd, name);
  const isFolder = attempt('read', name, () => statSync(path).isDirectory());
  if (!isFolder)
    return [{ file: name, bytes: attempt('read', name, () => readFileSync(path)), isNamed: true }];
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**', '**/.git/**'];
  const files = await glob('**', { cwd: path, dot: true, ignore, followSymbolicLinks: false });
  return files
    .filter((file) => !program.test(file))
    .toSorted()
    .map((file) => {
      const inner = join(path, file);
      return {
        file: place(context, inner),
        bytes: attempt('read', inner, () => readFileSync(inner)),
        isNamed: false,
      };
    });
}

/** A file that a script sources is at hand where it stands beside it. */
function readNear(script: string, path: string): string | undefined {
  try {
    return readFileSync(join(dirname(script), basename(path)), 'utf8');
  } catch {
    return undefined;
  }
}
