// A transcript is a file in transcripts/: what stands behind $ is run, line by line, in a folder with the config of four lines.
// Below each command, indented, stands what it prints, that on stderr behind "! ", and its exit code unless that is 0.
// `npx vitest -u` writes this. Read it before you commit it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Ended } from './bin.ts';
import { lvsgen } from './lvsgen.ts';
import { type Answer, fakeShellCheck, project } from './project.ts';

/** Whatever the settings of the user. */
const git = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'x',
  GIT_COMMITTER_NAME: 'x',
  EMAIL: 'x@example.com',
};
const folder = join(import.meta.dirname, 'transcripts');

it.each(readdirSync(folder))('%s', async (name) => {
  const file = join(folder, name);
  const top = project();
  const umask = process.umask(0o022);
  let cwd = top;
  let text = '';
  // Every line but those that are indented, which are written anew.
  const lines = /^\$ (.*(?:\n> .*)*)\n|^(?! {4}).*\n/gm;
  for (const [line, command] of readFileSync(file, 'utf8').matchAll(lines)) {
    text += line;
    const [, builtin, value = ''] = /^(cd|umask) (.*)/.exec(command ?? '') ?? [];
    if (builtin === 'cd') cwd = join(cwd, value);
    else if (builtin === 'umask') process.umask(value);
    else if (command !== undefined) text += printed(await runCommand(cwd, command));
  }
  process.umask(umask);
  const named = text
    .replaceAll(top, '/project')
    .replaceAll(/\/tmp\/lvsgen-test-\w+/g, '/tmp')
    .replaceAll(/(?<=commit )[0-9a-f]{12}/g, '0123456789ab');
  await expect(named).toMatchFileSnapshot(file);
});

/** Runs lvsgen in this process, and all else in a shell; the same for what lvsgen is redirected to. */
async function runCommand(cwd: string, command: string): Promise<Ended> {
  const [, call, input, rest] = /^lvsgen ?(.*?)(?: < (\S+))?(?: ([|>] .*))?$/.exec(command) ?? [];
  if (call === undefined) return shell(cwd, command.replaceAll('\n> ', '\n'));
  const argv = (call.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => {
    const [, answer] = /^\$([A-Z]+)$/.exec(word) ?? [];
    if (answer !== undefined) return fakeShellCheck(answer.toLowerCase() as Answer);
    return word.replaceAll("'", '');
  });
  const stdin = input === undefined ? '' : readFileSync(join(cwd, input));
  // No linter but those that are named.
  const PATH = argv[0] === 'diff' ? process.env['PATH'] : '/nowhere';
  const outcome = await lvsgen(cwd, argv, { env: { ...git, PATH }, stdin });
  if (rest === undefined) return outcome;
  return { ...outcome, stdout: shell(cwd, `cat ${rest}`, outcome.stdout).stdout };
}

function shell(cwd: string, command: string, input = ''): Ended {
  const env = { ...process.env, ...git };
  const options = { cwd, input, env, encoding: 'utf8' } as const;
  const { status, ...said } = spawnSync('sh', ['-c', command], options);
  return { code: status, stdout: said.stdout, stderr: said.stderr };
}

function printed({ code, stdout, stderr }: Ended): string {
  const said =
    stderr.replaceAll(/^(?=.|\n)/gm, '    ! ') + stdout.replaceAll(/^(?=.|\n)/gm, '    ');
  return code === 0 ? said : `${said}    exit code ${code}\n`;
}
