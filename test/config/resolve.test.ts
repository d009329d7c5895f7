import { describe, expect, it } from 'vitest';

import { resolveConfig } from '../../src/config/resolve.ts';
import { complaints, diagnosticsOf, inOneLine, minimal, resolveYaml, web } from './support.ts';

describe('a config that is right', () => {
  it('needs four lines, and has every default filled in', async () => {
    const { clusters, warnings } = await resolveYaml(web(...minimal));
    expect(warnings).toEqual([]);
    expect(clusters).toMatchObject([
      {
        name: 'web',
        service: 'lvs-web',
        mode: 'dr',
        vips: ['192.168.10.12'],
        nodes: [
          { target: { name: 'el6' }, initSystems: ['sysv'] },
          { target: { name: 'el7' }, initSystems: ['sysv', 'systemd'] },
        ],
        chkconfig: { levels: '-', start: 80, stop: 20 },
        before: [],
        arp: { ignore: 1, announce: 2, onStop: 'restore' },
      },
    ]);
    expect(clusters[0]).not.toHaveProperty('description');
  });

  it('keeps what is written, and completes what is written in part', async () => {
    const { clusters } = await resolveYaml(
      web(
        ...minimal,
        'description: " 公网 a\\"; $(reboot) %n "',
        'chkconfig: { levels: 345 }',
        'arp: { ignore: 8, onStop: keep }',
        'before: [nginx, php5.6-fpm, haproxy.service, app@1]',
      ),
    );
    expect(clusters[0]).toMatchObject({
      description: '公网 a"; $(reboot) %n',
      chkconfig: { levels: '345', start: 80, stop: 20 },
      arp: { ignore: 8, announce: 2, onStop: 'keep' },
      before: ['nginx.service', 'php5.6-fpm.service', 'haproxy.service', 'app@1.service'],
    });
  });

  it('sorts clusters by name, targets by the registry and init systems by their list, not the VIPs', async () => {
    const { clusters } = await resolveYaml(
      [
        'clusters:',
        '  b: { mode: dr, vips: [10.0.0.9, 10.0.0.1], targets: [el7, el6], initSystems: [sysv] }',
        '  a: { mode: dr, vips: [10.0.0.2], targets: [el7], initSystems: [systemd, sysv] }',
      ].join('\n'),
    );
    expect(clusters.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(clusters[0]?.nodes[0]?.initSystems).toEqual(['sysv', 'systemd']);
    expect(clusters[1]?.nodes.map(({ target }) => target.name)).toEqual(['el6', 'el7']);
    expect(clusters[1]?.vips).toEqual(['10.0.0.9', '10.0.0.1']);
  });

  it('takes an alias for the value that it repeats', async () => {
    const { clusters } = await resolveYaml(
      'clusters:\n  a: { mode: dr, vips: &v [10.0.0.1], targets: [el7] }\n  b: { mode: dr, vips: *v, targets: [el7] }\n',
    );
    expect(clusters.map(({ vips }) => vips)).toEqual([['10.0.0.1'], ['10.0.0.1']]);
  });
});

describe('a config that is wrong', () => {
  it('is told everything at once, in the order of the file', async () => {
    const text = [
      'clusterz: 1',
      'clusters:',
      '  second: { mode: dr, vips: [10.0.0.1, 10.0.0.1], targets: [el7] }',
      '  first:',
      '    mode: dsr',
      '    vips: 10.0.0.1',
      '    targets: [el5]',
      '    arp: { ignore: 0 }',
      '  third: { mode: dr, vips: [10.0.0.2], targets: [el6], initSystems: [systemd] }',
    ].join('\n');
    const places = (await complaints(text)).map((line) => line.split(': ')[0]);
    expect(places).toEqual([
      '1:1 error clusterz',
      '3:40 error clusters.second.vips[1]',
      '5:11 error clusters.first.mode',
      '6:11 error clusters.first.vips',
      '7:15 error clusters.first.targets[0]',
      '8:20 error clusters.first.arp.ignore',
      '9:70 error clusters.third.initSystems[0]',
    ]);
  });

  it('names the rules broken by a cluster whose name is refused', async () => {
    const text = 'clusters:\n  Web: { mode: dr, vips: [10.0.0.1, 10.0.0.1], targets: [el7] }\n';
    expect(await complaints(text)).toEqual([
      '2:3 error clusters.Web: "Web" is not a name for a cluster: it becomes the service lvs-<name>, so it has lower-case letters, digits and hyphens, and a letter first [write it as web]',
      '2:37 error clusters.Web.vips[1]: 10.0.0.1 is in vips twice (the first is clusters.Web.vips[0], in line 2) [remove one of them]',
    ]);
  });

  it('includes the warnings when there are errors too', async () => {
    const text =
      'clusters:\n  a: { mode: dr, vips: [1], targets: [el7] }\n  b: { mode: dr, vips: [10.0.0.1], targets: [el6], before: [x] }\n';
    const severities = (await complaints(text)).map((line) => line.split(' ')[1]);
    expect(severities).toEqual(['error', 'warning']);
  });

  it('has no positions when it is a value of the program, and keeps the order of its keys', async () => {
    const config: unknown = { clusters: { b: { mode: 'dsr', vips: ['10.1'] }, a: null } };
    const found = await diagnosticsOf(() => resolveConfig(config as never));
    expect(found.map(({ key, position, file }) => [key, position, file])).toEqual([
      ['clusters.b.mode', undefined, undefined],
      ['clusters.b.vips[0]', undefined, undefined],
      ['clusters.b.targets', undefined, undefined],
      ['clusters.a', undefined, undefined],
    ]);
  });

  it('says where the first of two is by its key when there is no file', async () => {
    const vips = ['10.0.0.1', '10.0.0.1'];
    const attempt = (): unknown =>
      resolveConfig({ clusters: { web: { mode: 'dr', vips, targets: ['el7'] } } });
    expect((await diagnosticsOf(attempt)).map(inOneLine)).toEqual([
      'error clusters.web.vips[1]: 10.0.0.1 is in vips twice (the first is clusters.web.vips[0]) [remove one of them]',
    ]);
  });
});
