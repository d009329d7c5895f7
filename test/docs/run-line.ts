import { expect } from 'vitest';
import { lvsgen, type Outcome } from '../commands/lvsgen.ts';
import { fakeShellCheck } from '../commands/project.ts';

/** Runs a line such as `npx lvsgen lint --format sarif > file` in process: what it would redirect is its stdout. */
export async function runLine(
  cwd: string,
  line: string,
  answer: Parameters<typeof fakeShellCheck>[0] = 'clean',
): Promise<Outcome> {
  const [, words = ''] = /^(?:npx )?lvsgen ([\w -]+?)(?: > [\w.-]+)?$/.exec(line) ?? [];
  expect(words, line).not.toBe('');
  const env = { ...process.env, LVSGEN_SHELLCHECK: fakeShellCheck(answer) };
  return lvsgen(cwd, words.split(' '), { env });
}
