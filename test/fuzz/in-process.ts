import { run } from '../../src/cli.ts';

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process. */
export async function runHere(cwd: string, argv: readonly string[]): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const code = await run(
    argv,
    {
      cwd,
      env: process.env,
      colour: false,
      readStdin: () => Promise.resolve(Buffer.alloc(0)),
      out: (text) => {
        said.stdout += text;
      },
      err: (text) => {
        said.stderr += text;
      },
    },
    '1.2.3',
  );
  return { code, ...said };
}
