import { expect, it } from 'vitest';
import { lvsgen } from './lvsgen.ts';
import { project, twoClusters } from './project.ts';

const config = `${twoClusters}    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80 }, { mark: 7, ports: [443, 8443], scheduler: rr }]
      realServers: [{ address: 192.168.10.21 }]
  many: { mode: dr, vips: [192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5], targets: [el9] }
`;

it('lists each cluster, role and target in a table', async () => {
  expect(await lvsgen(project(config), ['list'])).toEqual({
    code: 0,
    stderr: '',
    stdout: `CLUSTER  ROLE         TARGET  MODE  FILES  VIPS                                 SERVICES
mail     real-server  el6     dr    1      192.168.10.13
mail     director     el7     dr    4      192.168.10.13                        TCP 80; mark 7: TCP 443, 8443
many     real-server  el9     dr    3      192.0.2.1, 192.0.2.2, 192.0.2.3, +2
web      real-server  el6     dr    1      192.168.10.12
web      real-server  el7     dr    4      192.168.10.12
`,
  });
});

it('prints what is selected as JSON, complete', async () => {
  const node = (...options: string[]): Promise<unknown> =>
    lvsgen(project(config), ['list', '--format', 'json', ...options]).then(
      ({ stdout }) => JSON.parse(stdout) as unknown,
    );
  expect(await node('--role', 'director')).toEqual({
    version: 1,
    nodes: [
      {
        cluster: 'mail',
        role: 'director',
        target: 'el7',
        mode: 'dr',
        vips: ['192.168.10.13'],
        services: ['TCP 80', 'mark 7: TCP 443, 8443'],
        files: [
          '/etc/rc.d/init.d/lvs-mail-director',
          '/usr/lib/systemd/system/lvs-mail-director-guard.service',
          '/usr/lib/systemd/system/lvs-mail-director.service',
          '/usr/sbin/lvs-mail-director',
        ],
      },
    ],
  });
  expect(await node('--cluster', 'many')).toMatchObject({ nodes: [{ vips: { length: 5 } }] });
});
