// keepalived itself looks at its configurations, where it is installed; a finding names the key that it comes from.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../src/report/index.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { fakeShellCheck } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { root } from '../docs/markdown.ts';
import { put } from '../output/tree.ts';

const config = `clusters:
  web:
    mode: dr
    vips: [192.0.2.10]
    targets: [el9]
    director:
      targets: [el6, el9]
      interface: not-here0
      keepalived:
        virtualRouterId: 51
        directors: { lb1: { address: 192.0.2.1 }, lb2: { address: 192.0.2.2 } }
        notify: /not/here
        sync: true
      services:
        - { port: 25 }
        - { port: 80, check: { http: { path: / } } }
      realServers: [{ address: 192.0.2.21 }]
`;
const template = 'keepalived/keepalived.hbs';
const wrong = readFileSync(join(root, 'templates', template), 'utf8')
  .replace('virtual_server {{', '{{#unless mark}}\nignored 1\n{{/unless}}\nvirtual_server {{')
  .replace('    state BACKUP', '    state BACKUP\n    stat BACKUP');

const isHere = spawnSync('keepalived', ['--version']).error === undefined;

describe.runIf(isHere || process.env['CI'])('keepalived -t', () => {
  it('finds nothing, whatever the machine has not', async () => {
    const cwd = temporaryFolder();
    put(cwd, 'lvsgen.yaml', config);
    const { code, stdout, stderr } = await lvsgen(cwd, ['lint']);
    expect(stdout + stderr).toMatch(/, keepalived \d/);
    expect(code).toBe(0);
  });

  it.for(reportFormats)('names the key in the format %s', async (format) => {
    const cwd = temporaryFolder();
    put(cwd, 'lvsgen.yaml', `templates: own\n${config}`);
    put(cwd, `own/${template}`, wrong);
    const argv = ['lint', '--target', 'el9', '--format', format];
    const env = { ...process.env, LVSGEN_SHELLCHECK: fakeShellCheck('clean') };
    const { code, stdout } = await lvsgen(cwd, argv, { env });
    expect(code).toBe(1);
    const keys = ['keepalived', 'services[0]', 'services[1]'];
    for (const key of keys) expect(stdout).toContain(`clusters.web.director.${key}`);
    expect(stdout).toContain("'stat'");
  });
});
