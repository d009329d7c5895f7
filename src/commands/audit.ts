import { resolve } from 'node:path';
import { auditFile } from '../audit/audit.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';
import { filesOf, readNear } from './scripts.ts';

/**
 * Names what is wrong with scripts for LVS. Nothing of them is run.
 *
 * @throws LvsgenError when a file that is named cannot be read, or is no text
 */
export async function run(options: Options<'audit [file..]'>, context: Context): Promise<ExitCode> {
  if (options.host === true) return (await import('./audit-host.ts')).auditHost(options, context);
  const { file: names = [], format } = options;
  if (names.length === 0 || format === 'nagios') {
    const message = names.length === 0 ? 'no file is named' : '--format nagios is for --host';
    throw LvsgenError.of(message, 'name scripts, or look at this host with --host');
  }
  const told: Diagnostic[] = [];
  const refused: Diagnostic[] = [];
  let found = false;
  for (const name of names) {
    for (const { file, bytes, isNamed } of await filesOf(name, context)) {
      const near = (path: string): string | undefined => readNear(resolve(context.cwd, file), path);
      try {
        const { diagnostics, isFinding, understood } = auditFile(file, bytes, near);
        found ||= isFinding;
        // Of what stands in a folder, most is not about LVS.
        if (understood.length > 0 || isNamed) told.push(...diagnostics);
      } catch (error) {
        if (!(error instanceof LvsgenError)) throw error;
        if (isNamed) refused.push(...error.diagnostics);
      }
    }
  }
  context.tell(told, 'data');
  if (refused.length > 0) throw new LvsgenError(refused);
  if (told.length === 0) context.err('nothing found\n');
  return found ? exitCodes.differences : exitCodes.clean;
}
