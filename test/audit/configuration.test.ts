// Readers of what comes with scripts: each file with the steps that are read of it.
import { expect, it } from 'vitest';
import { auditFile } from '../../src/audit/audit.ts';
import { readUnit, understandConfiguration } from '../../src/audit/configuration.ts';
import type { Effect, Word } from '../../src/audit/effect.ts';

const text = (word: Word): string => word.text;

function brief(effect: Effect): string {
  if (effect.does === 'add-address') {
    return `${text(effect.address)}/${effect.prefix ?? '?'} on ${effect.device}`;
  }
  if (effect.does === 'set') return `${effect.key} = ${text(effect.value)}`;
  return effect.does === 'ipvsadm' ? effect.words.map(text).join(' ') : effect.does;
}

const keepalived = `! Configuration File for keepalived
global_defs { # of both
  router_id lb1
}
vrrp_instance web
{
  interface eth0
  virtual_ipaddress {
    192.0.2.10
    192.0.2.11/24 dev eth1 label eth1:0
  }
  virtual_ipaddress_excluded { 2001:db8::10 }
}
virtual_server 192.0.2.10 80{
  lb_algo wrr
  lb_kind DR
  persistence_timeout 50
  persistence_granularity 255.255.255.0
  protocol TCP
  real_server 192.0.2.21 80 {
    weight 2
    TCP_CHECK { connect_timeout 3 }
  }
  real_server 192.0.2.22
}
virtual_server group FTP {
  lb_kind NAT
  protocol TCP
  real_server 10.0.0.21 2121 {
  }
}
virtual_server_group FTP {
  192.0.2.11 21
  fwmark 7
}
virtual_server 2001:db8::10 53 {
  lvs_sched rr
  lvs_method TUN
  protocol UDP
  persistence_timeout 0
  ops
`;

it.each<[kind: string, name: string, text: string, steps: string[]]>([
  [
    'keepalived',
    'keepalived.conf',
    keepalived,
    [
      '9:5 192.0.2.10/32 on eth0',
      '10:5 192.0.2.11/24 on eth1',
      '12:32 2001:db8::10/128 on eth0',
      '14:1 -A -t 192.0.2.10:80 -s wrr -p 50 -M 255.255.255.0',
      '20:3 -a -t 192.0.2.10:80 -r 192.0.2.21:80 -g -w 2',
      '24:3 -a -t 192.0.2.10:80 -r 192.0.2.22:80 -g -w 1',
      '26:1 -A -t 192.0.2.11:21 -s wlc',
      '29:3 -a -t 192.0.2.11:21 -r 10.0.0.21:2121 -m -w 1',
      '26:1 -A -f 7 -s wlc',
      '29:3 -a -f 7 -r 10.0.0.21:0 -m -w 1',
      '36:1 -A -u [2001:db8::10]:53 -s rr -o',
    ],
  ],
  [
    'sysctl',
    'sysctl.conf',
    '# of the real servers\n net.ipv4.conf.all.arp_ignore = 1\r\n-net/ipv4/conf/eth0.100/arp_announce=2\nnet.ipv4.conf.eth0/100.rp_filter=2\n',
    [
      '2:2 net/ipv4/conf/all/arp_ignore = 1',
      '3:1 net/ipv4/conf/eth0.100/arp_announce = 2',
      '4:1 net/ipv4/conf/eth0.100/rp_filter = 2',
    ],
  ],
  [
    'ipvsadm',
    'ipvsadm.rules',
    '-A -t 192.0.2.10:80 -s rr\n-a -t 192.0.2.10:80 -r 192.0.2.21:80 -g -w 1\n',
    ['1:1 -A -t 192.0.2.10:80 -s rr', '2:1 -a -t 192.0.2.10:80 -r 192.0.2.21:80 -g -w 1'],
  ],
])('%s', (kind, name, written, steps) => {
  const understood = understandConfiguration(written, name);
  expect(understood?.kind).toBe(kind);
  const read = understood?.actions.get('start') ?? [];
  expect(read.map(({ effect, place }) => `${place.line}:${place.column} ${brief(effect)}`)).toEqual(
    steps,
  );
});

it.each([
  '',
  '#!/bin/sh\n',
  'VIP=192.0.2.10\n',
  'cat > keepalived.conf << END\nvrrp_instance a {\n',
])('no configuration: %j', (written) => {
  expect(understandConfiguration(written, 'file')).toBeUndefined();
});

it('what a unit runs stands where the unit has it', () => {
  const unit = readUnit(`[Service]
Before=nginx.service
Before=httpd.service
Environment=VIP=192.0.2.10
ExecStart=-/bin/sh -c 'ip addr add $$VIP/32 \\
  dev lo'
# ExecStart=/bin/false
ExecStop=/usr/local/sbin/rs stop
`);
  const environment = `${'\n'.repeat(3)}export      VIP=192.0.2.10\n`;
  const indent = ' '.repeat(11);
  expect(unit.get('start')).toBe(
    `${environment}${indent}/bin/sh -c 'ip addr add $VIP/32 \\\n  dev lo'\n\n\n`,
  );
  expect(unit.get('stop')).toBe(`${environment}\n\n\n         /usr/local/sbin/rs stop\n`);
});

it('does not look for settings in a configuration that adds VIPs to lo: other files have them', () => {
  const text = 'vrrp_instance web {\n  virtual_ipaddress { 192.0.2.10 dev lo }\n}\n';
  const { diagnostics, understood } = auditFile('keepalived.conf', Buffer.from(text));
  expect([diagnostics, understood.length]).toEqual([[], 1]);
});
