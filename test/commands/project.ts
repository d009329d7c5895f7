import { join } from 'node:path';
import { put } from '../output/tree.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The config that a user begins with. */
export const fourLines = `clusters:
  web:
    mode: dr
    vips: [192.168.10.12]
    targets: [el6, el7]
`;

/** The same with a second cluster. */
export const twoClusters = `${fourLines}  mail:
    mode: dr
    vips: [192.168.10.13]
    targets: [el6]
`;

/** A folder with a config in it. */
export function project(config = fourLines): string {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', config);
  return folder;
}

const answers = {
  clean: `echo '{"comments":[]}'`,
  finding: `echo '{"comments":[{"file":"0","line":2,"column":3,"level":"style","code":2006,"message":"Use $(...)"}]}'; exit 1`,
  crash: 'echo "out of memory" >&2; exit 4',
} as const;

/** A stand-in for ShellCheck in a folder of its own; returns its path. The real one has tests of its own. */
export function fakeShellCheck(answer: keyof typeof answers, before = ':'): string {
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
