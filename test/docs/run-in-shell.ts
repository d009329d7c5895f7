import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { bin, type Ended } from '../commands/bin.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { type Answer, fakeShellCheck, linting } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';

/** What a command of a document finds in its surroundings. */
export interface Surroundings {
  /** Programs by name, as scripts of sh. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** What ShellCheck has to say. */
  readonly answer?: Answer;
}

/** Runs a line of a document: a plain call of lvsgen in this process, which is faster, and all else in a shell. */
export async function runLine(cwd: string, line: string, given: Surroundings = {}): Promise<Ended> {
  const [, words, file] = /^(?:npx )?lvsgen ([\w./^ -]+?)(?: > (\S+))?$/.exec(line) ?? [];
  if (words === undefined || words.startsWith('diff')) return runInShell(cwd, line, given);
  const ended = await lvsgen(cwd, words.split(' '), linting(given.answer ?? 'clean'));
  if (file !== undefined) writeFileSync(join(cwd, file), ended.stdout);
  return ended;
}

/** Runs lines in a shell where `lvsgen` and `npx lvsgen` are the built command. */
export function runInShell(cwd: string, lines: string, given: Surroundings = {}): Ended {
  const path = temporaryFolder();
  const call = `exec '${process.execPath}' '${bin}' "$@"`;
  const programs = { lvsgen: call, npx: `shift\n${call}`, ...given.programs };
  for (const [name, text] of Object.entries(programs))
    put(path, name, `#!/bin/sh\n${text}\n`, 0o755);
  const shellcheck = dirname(fakeShellCheck(given.answer ?? 'clean'));
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', lines], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...given.env,
      PATH: [path, shellcheck, process.env['PATH']].join(delimiter),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_NAME: 'x',
      GIT_COMMITTER_NAME: 'x',
      EMAIL: 'x@example.com',
    },
  });
  return { code: status, stdout, stderr };
}

/** Commits what a folder holds, on the branch main of a repository of its own. */
export function commitAll(folder: string): void {
  const lines = 'git init -q -b main; git add -A; git commit -q --allow-empty -m All';
  const { code, stderr } = runInShell(folder, lines);
  if (code !== 0) throw new Error(stderr);
}
