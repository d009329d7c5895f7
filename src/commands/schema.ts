import { jsonSchema } from '../config/reference.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';

/** Prints the JSON Schema of the config. */
export function schema(_: unknown, io: Io): ExitCode {
  io.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return exitCodes.clean;
}
