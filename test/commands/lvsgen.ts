import yargs from 'yargs';
import { commandLine, run } from '../../src/cli.ts';
import type { ExitCode, Io } from '../../src/base/io.ts';

/** What a command said and how it ended. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test may set of the surroundings of a command. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
}

/** Runs `lvsgen` in process, in a folder. The linter is left to `render` and `lint` to find, unless `env` says other. */
export async function lvsgen(
  cwd: string,
  argv: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  const io: Io = {
    cwd,
    env: surroundings.env ?? process.env,
    colour: false,
    readStdin: () => Promise.resolve(Buffer.from(surroundings.stdin ?? '')),
    out: (text) => {
      said.stdout += text;
    },
    err: (text) => {
      said.stderr += text;
    },
  };
  const code = await run(argv, io, '1.2.3');
  return { code, ...said };
}

/** The help of a command, or of all. */
export function helpOf(...words: readonly string[]): Promise<string> {
  return commandLine(yargs([...words]), () => undefined).getHelp();
}

/** What was said, without the lines of the config around each place, and blank lines. */
export function withoutFrames(text: string): string {
  return text.replaceAll(/^([> ] *\d* +\|.*)?\n/gm, '');
}
