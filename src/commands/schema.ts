import { type ExitCode, exitCodes } from '../base/io.ts';
import { jsonSchema } from '../config/reference.ts';
import type { Context } from './context.ts';

export function run(_: unknown, context: Context): ExitCode {
  context.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return exitCodes.clean;
}
