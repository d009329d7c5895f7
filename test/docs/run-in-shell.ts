import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { bin, type Ended } from '../commands/bin.ts';
import { fakeShellCheck } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';

/**
 * Runs lines in a shell where `npx lvsgen` is the built command.
 *
 * @param programs what else is to be found there, by name
 */
export function runInShell(
  cwd: string,
  lines: string,
  programs: Readonly<Record<string, string>> = {},
  env: NodeJS.ProcessEnv = {},
): Ended {
  const path = temporaryFolder();
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${bin}' "$@"\n`;
  for (const [name, text] of Object.entries({ npx, ...programs })) put(path, name, text, 0o755);
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', lines], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...env,
      PATH: `${path}${delimiter}${process.env['PATH'] ?? ''}`,
      LVSGEN_SHELLCHECK: fakeShellCheck('clean'),
    },
  });
  return { code: status, stdout, stderr };
}
