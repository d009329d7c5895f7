// What is rendered for keepalived, by version: those of el6 and el7 are not to be had here.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ClusterConfig, LvsgenError, render } from '../../src/index.ts';
import { testConfigurations } from '../../src/lint/programs.ts';
import { createPrinter } from '../../src/render/print.ts';
import { compileNow } from '../../src/render/compile.ts';
import { bundledFile } from '../../src/render/texts.ts';
import { type TargetName, targetNames } from '../../src/targets/index.ts';
import { knowsKeyword } from '../../src/targets/keepalived-versions.ts';

/** A cluster with all that a target can have; what only later ones know says so behind it. */
const full = `
mode: dr
vips: [192.0.2.10, 192.0.2.11, '2001:db8::10']
targets: [TARGET]
director:
  targets: [TARGET]
  interface: eth0
  keepalived:
    virtualRouterId: 51
    directors: { lb1: { address: 192.0.2.1 }, lb2: { address: 192.0.2.2 } }
    preempt: 30
    sync: true
    notify: /usr/libexec/keepalived/notify
    password: s3cret12
    track:
      path: /usr/libexec/keepalived/uplink
      arguments: [--fast]
      weight: -60
      user: root # el7
    flush: true # el7
  services:
    - { port: 80, persistence: 300, check: { http: { path: '/a?b=1', host: www.example.com } } }
    - { port: 443, quorum: 2, hysteresis: 1, startDown: true, check: { https: { host: www.example.com } } }
    - { port: 25, inhibitOnFailure: true, sorryServer: { address: 127.0.0.1 } }
    - { mark: 7, ports: [20, 21], vips: [192.0.2.10], check: { tcp: 21 } }
    - { port: 8080, check: { script: { path: /bin/check, arguments: [--all, x] } } }
    - { port: 53, protocol: udp, onePacket: true, check: { dns: { name: example.com } } } # el7
    - { port: 587, check: { smtp: true } } # el7
  realServers:
    - { address: 192.0.2.21, weight: 3 }
    - { address: 192.0.2.22, mode: tun } # el8
    - address: 192.0.2.23
      check:
        tcp: 8080
        retries: 5
        interval: 1 # el8
    - { address: '2001:db8::21', weight: 3 }
`;

function fullOf(target: TargetName): ClusterConfig {
  const since = (line: string): number => Number(/ # el(\d)$/.exec(line)?.[1] ?? 0);
  const lines = full.split('\n').filter((line) => since(line) <= Number(target.slice(2)));
  return parse(lines.join('\n').replaceAll('TARGET', target)) as ClusterConfig;
}

function configurationOf(cluster: ClusterConfig, name = 'lb1'): string {
  const [target = ''] = cluster.director?.targets ?? [];
  const path = `web/director-${name}/${target}/etc/keepalived/keepalived.conf`;
  return render({ clusters: { web: cluster } }).get(path)?.content ?? '';
}

/** The keywords of a text, each with the block that it stands in. */
function keywordsIn(text: string): [block: string, keyword: string][] {
  const open: string[] = [''];
  return text.split('\n').flatMap((line) => {
    const [word = ''] = line.trim().split(' ');
    const block = open.at(-1) ?? '';
    if (line.trim() === '}') open.pop();
    if (line.endsWith('{')) open.push(word);
    // Lists of addresses and of interfaces have no keywords.
    const isList = /^(unicast_peer|track_interface|track_script|virtual_ipaddress)/.test(block);
    return isList || /^(#.*|\}|)$/.test(word) ? [] : [[block, word]];
  });
}

describe.for(targetNames)('%s', (target) => {
  const text = configurationOf(fullOf(target));

  it('has no keyword that its keepalived does not know', () => {
    const found = keywordsIn(text);
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter(([block, keyword]) => !knowsKeyword(target, block, keyword))).toEqual([]);
  });

  it('has one VIP in the adverts, and services with checks alone', () => {
    expect(text).toMatch(/_ipaddress \{\n +192\.0\.2\.10\/32 dev eth0\n +\}/);
    expect(text).toMatch(/_excluded \{\n.*2\.11\/32 dev eth0\n.*2001:db8::10\/128 dev eth0\n/);
    const servers = text.match(/real_server /g)?.length ?? 0;
    expect(text.match(/_CHECK \{|_GET \{/g)).toHaveLength(servers);
  });
});

// What the versions want in different words.
it.for([
  ['el6', 'nb_get_retry 2, lvs_sync_daemon_interface eth0', 'enable_sni, script_user, lvs_flush'],
  ['el7', 'nb_get_retry 2, lvs_sync_daemon eth0 web id 51, ops', 'enable_sni, lvs_method'],
  ['el8', 'retry 2, enable_sni, lvs_method TUN', 'nb_get_retry, reload_check_config'],
  ['el9', 'reload_check_config /run/keepalived-check.log, ip_family inet', 'nb_get_retry'],
  ['el10', 'auth_pass s3cret12, user root, lvs_flush, hysteresis 1, delay_loop 1', 'nb_get_retry'],
] as const)('%s has its own words', ([target, present, absent]) => {
  const lines = Array.from(configurationOf(fullOf(target)).split('\n'), (line) => line.trim());
  expect(lines).toEqual(expect.arrayContaining(present.split(', ')));
  for (const word of absent.split(', ')) expect(lines.join('\n')).not.toMatch(`\n${word} `);
});

it('directors differ in name, priority and addresses only', () => {
  const linesOf = (name: string) => configurationOf(fullOf('el9'), name).split('\n');
  const others = new Set(linesOf('lb2'));
  const differing = linesOf('lb1').filter((line) => !others.has(line));
  expect(differing.map((line) => line.trim()).join(', ')).toBe(
    '# The director lb1, VS/DR, for keepalived 2.2.8., router_id lb1, priority 150, unicast_src_ip 192.0.2.1, 192.0.2.2',
  );
});

const isHere = spawnSync('keepalived', ['--version']).error === undefined;

describe.runIf(isHere || process.env['CI'])('keepalived -t', () => {
  it.for(targetNames)('finds nothing in that of %s', async (target) => {
    const files = [...render({ clusters: { web: fullOf(target) } }).values()];
    expect((await testConfigurations(files)).diagnostics).toEqual([]);
  });
});

// There is no escape, so that nothing else may get there, whatever a template of one's own does.
describe('a value in a file of keepalived', () => {
  const print = createPrinter(
    compileNow(
      new Map([
        ['word', 'path {{value}}\n'],
        ['words', 'misc_path "{{value}}"\n'],
        ['comment', '# {{value}}\n'],
      ]),
      bundledFile,
    ),
  );
  const words = ['a"b', 'a!b', 'a#b', '$X', '~SEQ(i,1,2)', '@x', '{', '}', '\\', "'", '<'];
  const hostile = [...words, 'a b', '', 'a\n}'];
  it.for(hostile)('is refused: %j', (value) => {
    expect(() => print('word', { value }, 'conf')).toThrow(LvsgenError);
    if (value !== 'a b') expect(() => print('words', { value }, 'conf')).toThrow(LvsgenError);
  });

  it('is a plain word, words within quotes, or text in a comment', () => {
    expect(print('word', { value: '/a?b=1&c=%20' }, 'conf')).toBe('path /a?b=1&c=%20\n');
    expect(print('words', { value: '/a b' }, 'conf')).toBe('misc_path "/a b"\n');
    expect(print('comment', { value: 'a[0] "b"' }, 'conf')).toBe('# a[0] "b"\n');
    expect(() => print('word', { value: 'a'.repeat(1020) }, 'conf')).toThrow('1023 bytes');
  });
});
