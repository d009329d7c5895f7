import { dirname, join } from 'node:path';
import { put } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The config that a user begins with. */
export const fourLines = `clusters:
  web:
    mode: dr
    vips: [192.168.10.12]
    targets: [el6, el7]
`;

/** The same with another VIP. */
export const otherVip = fourLines.replace('.12', '.99');

/** A folder with a config in it. */
export function project(config = fourLines): string {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', config);
  return folder;
}

/** The same, rendered. */
export async function renderedProject(config?: string): Promise<string> {
  const folder = project(config);
  await lvsgen(folder, ['render', '--no-lint']);
  return folder;
}

const answers = {
  clean: `echo '{"comments":[]}'`,
  finding: `echo '{"comments":[{"file":"0","line":2,"column":3,"level":"style","code":2006,"message":"Use $(...)"}]}'; exit 1`,
  crash: 'echo "out of memory" >&2; exit 4',
} as const;

/** What a stand-in for ShellCheck has to say. */
export type Answer = keyof typeof answers;

/** A stand-in for ShellCheck in a folder of its own; returns its path. The real one has tests of its own. */
export function fakeShellCheck(answer: Answer, before = ':'): string {
  const folder = temporaryFolder();
  const script = `#!/bin/sh
if [ "$1" = --version ]; then
    echo 'version: 0.9.0'
    exit
fi
${before}
cat > /dev/null
${answers[answer]}
`;
  put(folder, 'shellcheck', script, 0o755);
  return join(folder, 'shellcheck');
}

/** An environment with a stand-in for ShellCheck, and no other linter. */
export function linting(answer: Answer): { readonly env: Readonly<Record<string, string>> } {
  return { env: { PATH: dirname(fakeShellCheck(answer)) } };
}
