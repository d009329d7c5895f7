// What rpm and the package of a director do to a keepalived that runs. Needs root.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { describeRpm, run } from './tools.ts';

const config = (target: string, vips: string): string => `clusters:
  web:
    mode: dr
    vips: ${vips}
    targets: [${target}]
    director:
      targets: [${target}]
      interface: eth0
      keepalived:
        virtualRouterId: 51
        include: true
        password: s3cret12
        directors: { lb1: { address: 192.168.10.1 }, lb2: { address: 192.168.10.2 } }
      services: [{ port: 80 }]
      realServers: [{ address: 192.168.10.21 }]
`;
const canRun = ['unshare --net --mount true', 'keepalived --version'].every(
  (command) => spawnSync('sh', ['-c', command]).status === 0,
);

describeRpm('an upgrade of the package of a director', () => {
  // Most of the time, each waits for keepalived.
  it.skipIf(!canRun && !process.env['CI']).concurrent.each([
    ['el6', 'service keepalived status', 'service keepalived reload'],
    [
      'el9',
      'systemctl --quiet is-active keepalived.service',
      'systemctl reload keepalived.service',
    ],
  ])('reloads keepalived by SIGHUP and never restarts it: %s', async (target, status, reload) => {
    const folder = project(config(target, '[192.168.10.12]'));
    const build = async (version: string): Promise<string> => {
      const argv = ['--no-lint', '--build', '--role', 'director-lb1', '--package-version', version];
      const { code, stderr } = await lvsgen(folder, ['rpm', ...argv, '--out', version]);
      expect(code, stderr).toBe(0);
      const name = `lvs-web-director-lb1-${version}-1.${target}.noarch.rpm`;
      return join(folder, version, 'RPMS/noarch', name);
    };
    const first = await build('1');
    put(folder, 'lvsgen.yaml', config(target, '[192.168.10.12, 192.168.10.13]'));
    const second = await build('2');
    const secret = /^-rw------- .*\/etc\/keepalived\/lvs-web\.conf$/m;
    expect(run('rpm', '-qplv', second)).toMatch(secret);
    const archive = `web/director-lb1/${target}/lvs-web-director-lb1-2-1.${target}.tar`;
    expect(statSync(join(folder, '2', archive)).mode & 0o777).toBe(0o600);
    mkdirSync(join(folder, 'system'));
    const script = join(import.meta.dirname, 'upgrade.bash');
    const args = ['--net', '--mount', 'bash', script, join(folder, 'system'), first, second];
    const { stdout, stderr } = await promisify(execFile)('unshare', args);
    expect(stdout, stderr).toBe(
      `installed:\n${status}\nupgraded:\n${status}\n${reload}\nremoved:\nkeepalived still runs\n`,
    );
  });
});
