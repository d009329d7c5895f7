// What each format makes of each thing that there may be to report: the files in formats/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../src/report/index.ts';
import { put } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, renderedProject, twoClusters } from './project.ts';

const crossed = twoClusters.replace('10.13', '10.12');

/** What is run, in a folder that has been rendered from two clusters with one VIP. */
const occasions: Readonly<Record<string, (folder: string) => readonly string[]>> = {
  nothing: (folder) => {
    put(folder, 'lvsgen.yaml', twoClusters);
    return ['check', '--cluster', 'web'];
  },
  config: (folder) => {
    put(folder, 'lvsgen.yaml', crossed.replace('[el6]', '[el5]').replace('mode: dr', 'mode: ddr'));
    return ['check'];
  },
  differences: (folder) => {
    put(folder, 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web', 'changed\n', 0o644);
    put(folder, 'generated/web/real-server/el7/notes', 'not ours\n');
    rmSync(join(folder, 'generated/mail'), { recursive: true });
    return ['check'];
  },
  findings: () => ['lint', '--cluster', 'mail', '--shellcheck', fakeShellCheck('finding')],
  'no-linter': () => ['lint', '--shellcheck', '/nowhere/shellcheck'],
};

describe.each(Object.entries(occasions))('%s', (occasion, prepare) => {
  it.each(reportFormats)('as %s', async (format) => {
    const folder = await renderedProject(crossed);
    const env = { PATH: '/nowhere' };
    const argv = [...prepare(folder), '--format', format];
    const { code, stdout, stderr } = await lvsgen(folder, argv, { env });
    const text = `exit code ${code}\n-- stderr\n${stderr}-- stdout\n${stdout}`;
    await expect(
      text.replaceAll(/\/tmp\/lvsgen-test-\w+/g, '/tmp/lvsgen-test'),
    ).toMatchFileSnapshot(`./formats/${occasion}.${format}.txt`);
    if (!['text', 'github'].includes(format)) expect(JSON.parse(stdout)).toBeTypeOf('object');
  });
});
