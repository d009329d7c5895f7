// What lvsgen audit --host says of hosts of their own. A line that begins with `$ ` is a command in bash; below it stands
// what it prints, and its exit status unless that is 0.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test as anyTest } from 'vitest';
import { bin } from '../commands/bin.ts';
import { project } from '../commands/project.ts';

const able = process.getuid?.() === 0 || process.env['CI'] !== undefined;
if (!able) console.warn('No host is looked at: that needs root.');
const test = able ? anyTest : anyTest.skip;

/** Has the VIP of the config of four lines, and beside it a director. */
const config = `clusters:
  web:
    mode: dr
    vips: [192.0.2.10]
    targets: [el7]
    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80, scheduler: rr }]
      realServers: [{ address: 192.0.2.21 }, { address: 192.0.2.22, weight: 2 }]
`;
const script = String.raw`#!/bin/sh\ncase $1 in start) ip addr add 192.0.2.10/32 dev lo ;; esac\n`;

const prepare = `
  quiet() { sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2; }
  audit() { npx lvsgen audit --host "$@" | grep -v '^  = help'; status=\${PIPESTATUS[0]}; [ $status = 0 ] || echo "exit $status"; }
  ip link add eth0 type veth peer name end && ip addr add 192.0.2.21/24 dev eth0
  sysctl -qw net.ipv4.conf.all.arp_ignore=0 net.ipv4.conf.all.arp_announce=0 net.ipv4.conf.all.rp_filter=0
  rm -rf /etc/keepalived /etc/NetworkManager
  mount -t tmpfs none /sys/module && mkdir /sys/module/tcp
  set +eu`;

test.for<[name: string, steps: string]>([
  [
    'a host that answers for its VIP, and does not any more',
    `
    $ audit
    no VIP on lo or tunl0
    $ ip addr add 192.0.2.10/32 dev lo
    $ audit
    x
    $ audit --format nagios
    x
    $ quiet; audit; audit --format nagios
    x
    `,
  ],
]) ('%s', ([, steps]) => {
  const lines = steps.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const program = lines
    .filter((line) => line.startsWith('$ '))
    .map((line) => `echo '${line.replaceAll("'", String.raw`'\''`)}'\n${line.slice(2)}\n`);
  const commands = `cd ${project(config)}\n${prepare}\n${program.join('')}`;
  const host = spawnSync('bash', [join(import.meta.dirname, '../docs/deploy-host.bash'), bin, commands]);
  expect(String(host.stdout).trim(), String(host.stderr)).toBe(lines.join('\n'));
});
