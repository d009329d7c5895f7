import { describe, expect, it } from 'vitest';

import { complaints, minimal, resolveYaml, web, inOneLine } from './support.ts';

const [mode, vips, targets] = minimal;

describe('each refusal of the schema names the place, the reason and the remedy', () => {
  const vipsExample = '[write vips: [192.168.10.12]]';
  const ignoreHint = '[use 1, which answers only for addresses of the interface that is asked]';
  const announceHint = '[use 2, which never gives a VIP as the sender]';
  it.each<[name: string, lines: string[], complaint: string]>([
    [
      'a missing mode',
      [vips, targets],
      '2:3 error clusters.web.mode: mode is missing: it must be dr, tun or nat [write mode: dr]',
    ],
    [
      'missing VIPs',
      [mode, targets],
      `2:3 error clusters.web.vips: vips is missing: it must be a list ${vipsExample}`,
    ],
    [
      'missing targets',
      [mode, vips],
      '2:3 error clusters.web.targets: targets is missing: it must be a list [write targets: [el7]]',
    ],
    [
      'a slip in mode',
      ['mode: drr', vips, targets],
      '3:11 error clusters.web.mode: mode is "drr", but it must be dr, tun or nat [did you mean dr?]',
    ],
    [
      'a mode of another type',
      ['mode: [dr]', vips, targets],
      '3:11 error clusters.web.mode: mode is a list, but it must be dr, tun or nat [write dr, tun or nat]',
    ],
    [
      'an empty mode',
      ['mode:', vips, targets],
      '3:5 error clusters.web.mode: mode has no value: it must be dr, tun or nat [write mode: dr]',
    ],
    [
      'no VIPs',
      [mode, 'vips: []', targets],
      `4:11 error clusters.web.vips: vips is empty: it needs at least one entry ${vipsExample}`,
    ],
    [
      'a VIP without a list',
      [mode, 'vips: 10.0.0.1', targets],
      '4:11 error clusters.web.vips: vips is "10.0.0.1", but it must be a list [write it as a list: vips: [10.0.0.1]]',
    ],
    [
      'VIPs left empty',
      [mode, 'vips:', targets],
      `4:5 error clusters.web.vips: vips has no value: it must be a list ${vipsExample}`,
    ],
    [
      'a VIP that is a map',
      [mode, 'vips: [{ a: 1 }]', targets],
      `4:12 error clusters.web.vips[0]: vips[0] is a map of keys, but it must be text ${vipsExample}`,
    ],
    [
      'a VIP that is a number',
      [mode, 'vips: [3232238092]', targets],
      `4:12 error clusters.web.vips[0]: vips[0] is 3232238092, but it must be text ${vipsExample}`,
    ],
    [
      'a VIP out of range',
      [mode, 'vips:\n      - 192.168.10.300', targets],
      '5:9 error clusters.web.vips[0]: 192.168.10.300 is not an IPv4 address: each of its four numbers is 0 to 255 [write it as four decimal numbers, such as 192.168.10.12]',
    ],
    [
      'no targets',
      [mode, vips, 'targets: []'],
      '5:14 error clusters.web.targets: targets is empty: it needs at least one entry [write targets: [el7]]',
    ],
    [
      'an unknown target',
      [mode, vips, 'targets: [debian]'],
      '5:15 error clusters.web.targets[0]: targets[0] is "debian", but it must be el6, el7, el8 or el9 [write el6, el7, el8 or el9]',
    ],
    [
      'a target in capitals',
      [mode, vips, 'targets: [EL7]'],
      '5:15 error clusters.web.targets[0]: targets[0] is "EL7", but it must be el6, el7, el8 or el9 [did you mean el7?]',
    ],
    [
      'no init systems',
      [...minimal, 'initSystems: []'],
      '6:18 error clusters.web.initSystems: initSystems is empty: it needs at least one entry [write initSystems: [sysv]]',
    ],
    [
      'a slip in an init system',
      [...minimal, 'initSystems: [sytemd]'],
      '6:19 error clusters.web.initSystems[0]: initSystems[0] is "sytemd", but it must be sysv or systemd [did you mean systemd?]',
    ],
    [
      'arp.ignore 0',
      [...minimal, 'arp: { ignore: 0 }'],
      `6:20 error clusters.web.arp.ignore: arp.ignore 0 answers for every local address, so the real server would answer for the VIP and take its traffic from the director ${ignoreHint}`,
    ],
    [
      'arp.ignore 4',
      [...minimal, 'arp: { ignore: 4 }'],
      `6:20 error clusters.web.arp.ignore: arp.ignore 4 is reserved: the kernel takes it and answers for every local address, the VIP too ${ignoreHint}`,
    ],
    [
      'arp.ignore 7',
      [...minimal, 'arp: { ignore: 7 }'],
      `6:20 error clusters.web.arp.ignore: arp.ignore 7 is reserved: the kernel takes it and answers for every local address, the VIP too ${ignoreHint}`,
    ],
    [
      'arp.ignore 9',
      [...minimal, 'arp: { ignore: 9 }'],
      `6:20 error clusters.web.arp.ignore: arp.ignore 9 is no value of arp_ignore that keeps a VIP silent: 1, 2, 3 and 8 are ${ignoreHint}`,
    ],
    [
      'arp.ignore in quotes',
      [...minimal, 'arp: { ignore: "1" }'],
      '6:20 error clusters.web.arp.ignore: arp.ignore is "1", but it must be 1, 2, 3 or 8 [write 1]',
    ],
    [
      'arp.announce 0',
      [...minimal, 'arp: { announce: 0 }'],
      `6:22 error clusters.web.arp.announce: arp.announce 0 lets the real server give the VIP as the sender of its own ARP requests, and its neighbours would learn the VIP at the real server's address ${announceHint}`,
    ],
    [
      'arp.announce 3',
      [...minimal, 'arp: { announce: 3 }'],
      `6:22 error clusters.web.arp.announce: arp.announce 3 is no value of arp_announce: 1 and 2 are ${announceHint}`,
    ],
    [
      'a slip in onStop',
      [...minimal, 'arp: { onStop: restor }'],
      '6:20 error clusters.web.arp.onStop: arp.onStop is "restor", but it must be restore or keep [did you mean restore?]',
    ],
    [
      'arp left empty',
      [...minimal, 'arp:'],
      '6:5 error clusters.web.arp: arp has no value: it must be a map of keys [write arp: { ignore: 1, announce: 2, onStop: restore }]',
    ],
    [
      'a priority too high',
      [...minimal, 'chkconfig: { start: 100 }'],
      '6:25 error clusters.web.chkconfig.start: chkconfig.start is 100, which is more than 99 [use a number from 0 to 99]',
    ],
    [
      'a priority too low',
      [...minimal, 'chkconfig: { stop: -1 }'],
      '6:24 error clusters.web.chkconfig.stop: chkconfig.stop is -1, which is less than 0 [use a number from 0 to 99]',
    ],
    [
      'a priority out of all bounds',
      [...minimal, 'chkconfig: { stop: 99999999999999999999 }'],
      '6:24 error clusters.web.chkconfig.stop: chkconfig.stop is 100000000000000000000, which is more than 99 [use a number from 0 to 99]',
    ],
    [
      'a priority with a leading zero',
      [...minimal, 'chkconfig: { start: 080 }'],
      '6:25 error clusters.web.chkconfig.start: chkconfig.start is "080", but it must be a whole number [write start: 80]',
    ],
    [
      'a priority with a fraction',
      [...minimal, 'chkconfig: { start: 8.5 }'],
      '6:25 error clusters.web.chkconfig.start: chkconfig.start is "8.5", but it must be a whole number [write start: 80]',
    ],
    [
      'levels with commas',
      [...minimal, 'chkconfig: { levels: "2,3,4,5" }'],
      '6:26 error clusters.web.chkconfig.levels: levels "2,3,4,5" is not a list of run levels: chkconfig takes the digits 0 to 6 with nothing between them, or - for none [write "2345"]',
    ],
    [
      'levels of another type',
      [...minimal, 'chkconfig: { levels: [3, 5] }'],
      '6:26 error clusters.web.chkconfig.levels: chkconfig.levels is a list, but it must be text or a whole number [write levels: "345"]',
    ],
    [
      'a number whose digits repeat',
      [...minimal, 'chkconfig: { levels: 3345 }'],
      '6:26 error clusters.web.chkconfig.levels: levels "3345" names a run level twice [write "345"]',
    ],
    [
      'a path in before',
      [...minimal, 'before: [nginx, etc/nginx]'],
      '6:21 error clusters.web.before[1]: "etc/nginx" is a path: systemd orders units by their names [give the name of the service, such as nginx]',
    ],
    [
      'a description of two lines',
      [...minimal, 'description: "a\\nb"'],
      '6:18 error clusters.web.description: description has a line break (U+000A): it is printed in comments, where it has to stay in one line [write it in one line]',
    ],
    [
      'a description that is a number',
      [...minimal, 'description: 5'],
      '6:18 error clusters.web.description: description is 5, but it must be text [write description: Public web farm]',
    ],
  ])('%s', async (_, lines, complaint) => {
    expect(await complaints(web(...lines))).toEqual([complaint]);
  });

  it.each([
    ['clusters: {}', '1:11 error clusters: clusters is empty'],
    ['clusters:', '1:1 error clusters: clusters has no value: it must be a map of keys'],
    ['clusters: []', '1:11 error clusters: clusters is a list, but it must be a map of keys'],
    ['[]', '1:1 error -: the config is a list, but it must be a map of keys'],
    ['web', '1:1 error -: the config is "web", but it must be a map of keys'],
    ['$schema: x', '1:1 error clusters: clusters is missing: it must be a map of keys'],
  ])('%s', async (text, complaint) => {
    const hint = ' [write clusters: { web: { mode: dr, vips: [192.168.10.12], targets: [el7] } }]';
    expect(await complaints(text)).toEqual([complaint + hint]);
  });

  it('a cluster without a value', async () => {
    expect(await complaints('clusters:\n  web:\n')).toEqual([
      '2:3 error clusters.web: the cluster "web" has no value: it must be a map of keys [give it at least mode, vips and targets]',
    ]);
  });
});

describe('each rule between settings', () => {
  it.each<[name: string, lines: string[], complaint: string]>([
    [
      'a VIP twice',
      [mode, 'vips:', '  - 10.0.0.1', '  - 10.0.0.2', '  - 10.0.0.1', targets],
      '7:9 error clusters.web.vips[2]: 10.0.0.1 is in vips twice (the first is clusters.web.vips[0], in line 5) [remove one of them]',
    ],
    [
      'a target twice',
      [mode, vips, 'targets: [el7, el7]'],
      '5:20 error clusters.web.targets[1]: el7 is in targets twice (the first is clusters.web.targets[0], in line 5) [remove one of them]',
    ],
    [
      'an init system twice',
      [...minimal, 'initSystems: [sysv, sysv]'],
      '6:25 error clusters.web.initSystems[1]: sysv is in initSystems twice (the first is clusters.web.initSystems[0], in line 6) [remove one of them]',
    ],
    [
      'a unit twice, once by its full name',
      [...minimal, 'before: [nginx, nginx.service]'],
      '6:21 error clusters.web.before[1]: nginx.service is in before twice (the first is clusters.web.before[0], in line 6) [remove one of them]',
    ],
    [
      'systemd on el6',
      [mode, vips, 'targets: [el6]', 'initSystems: [systemd]'],
      '6:19 error clusters.web.initSystems[0]: systemd is not possible on the target el6: CentOS 6 has upstart, which knows no units [leave initSystems out, el6 then has sysv]',
    ],
    [
      'systemd on el6 among others',
      [...minimal, 'initSystems: [sysv, systemd]'],
      '6:25 error clusters.web.initSystems[1]: systemd is not possible on the target el6: CentOS 6 has upstart, which knows no units [leave initSystems out, then each target has what suits it (el6: sysv), or give el6 a cluster of its own]',
    ],
    [
      'before itself',
      [...minimal, 'before: [nginx, lvs-web]'],
      "6:21 error clusters.web.before[1]: lvs-web.service is this cluster's own unit and cannot start before itself [give the services that bind a VIP]",
    ],
  ])('%s', async (_, lines, complaint) => {
    expect(await complaints(web(...lines))).toEqual([complaint]);
  });
});

describe('each warning', () => {
  it.each<[name: string, lines: string[], complaint: string]>([
    [
      'before without a unit',
      [mode, vips, 'targets: [el6]', 'before: [nginx]'],
      '6:5 warning clusters.web.before: before has no effect: el6 gets no unit here, and init scripts start in the order of their chkconfig priorities [set chkconfig.start lower than the start priority of those services]',
    ],
    [
      'chkconfig without an init script',
      [mode, vips, 'targets: [el7]', 'initSystems: [systemd]', 'chkconfig: { start: 80 }'],
      '7:5 warning clusters.web.chkconfig: chkconfig has no effect: el7 gets no init script here [remove the key, or add sysv to initSystems]',
    ],
    [
      'a start before the network',
      [...minimal, 'chkconfig: { start: 10 }'],
      '6:25 warning clusters.web.chkconfig.start: start priority 10 is before the network of el6 and el7, which applies sysctl.conf again and may undo what the script has set [use a priority above 10]',
    ],
    [
      'a stop after the network',
      [...minimal, 'chkconfig: { stop: 91 }'],
      '6:24 warning clusters.web.chkconfig.stop: stop priority 91 is after the network of el6 and el7 is down [use a priority of at most 90]',
    ],
  ])('%s', async (_, lines, complaint) => {
    const { warnings } = await resolveYaml(web(...lines));
    expect(warnings.map(inOneLine)).toEqual([complaint]);
  });

  it.each([
    ['before where one target has a unit', [...minimal, 'before: [nginx]']],
    ['priorities next to those of the network', [...minimal, 'chkconfig: { start: 11, stop: 90 }']],
  ])('none for %s', async (_, lines) => {
    expect((await resolveYaml(web(...lines))).warnings).toEqual([]);
  });

  it('one VIP in two clusters, at the second', async () => {
    const text =
      'clusters:\n  b: { mode: dr, vips: [10.0.0.1], targets: [el7] }\n  a: { mode: dr, vips: [10.0.0.2, 10.0.0.1], targets: [el7] }\n';
    const { clusters, warnings } = await resolveYaml(text);
    expect(clusters).toHaveLength(2);
    expect(warnings.map(inOneLine)).toEqual([
      '3:35 warning clusters.a.vips[1]: 10.0.0.1 is a VIP of the cluster b too: on a host that runs both, it stays up until both have stopped (the first is clusters.b.vips[0], in line 2) [that is right for farms that serve other ports of it, and else a slip]',
    ]);
  });
});
