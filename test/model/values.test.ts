// What each kind of value is and is not. The wordings stand in test/cases/refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ip from '../../src/model/ip-address.ts';
import * as names from '../../src/model/names.ts';
import type { Fault } from '../../src/model/problem.ts';
import * as texts from '../../src/model/texts.ts';

const vip = (text: string): Fault | undefined => ip.addressFault(text, ip.vipUse);
const line = (text: string): Fault | undefined => texts.lineFault('description', text);
const spec = (text: string): Fault | undefined => texts.specFault('license', text);
const url = (text: string): Fault | undefined => texts.specFault('url', text);
const version = (text: string): Fault | undefined => texts.versionFault('version', text);

const long = names.longestClusterName;

describe.each<[kind: string, fault: (text: string) => Fault | undefined, right: string[]]>([
  ['a VIP', vip, ['192.168.10.12', '10.0.0.0', '223.255.255.255', '169.253.0.1', '198.18.0.1']],
  ['an IPv6 VIP', vip, ['2001:db8::12', 'fc00::1', '64:ff9b::192.0.2.33', 'fec0::1', '2001:DB8::']],
  ['a netmask', ip.netmaskFault, ['255.255.255.255', '255.255.240.0', '128.0.0.0']],
  ['a cluster name', names.clusterNameFault, ['web', 'a', 'web-1', 'director', 'a'.repeat(long)]],
  [
    'an interface',
    names.interfaceFault,
    ['eth0', 'eth0.100', 'br-lan', 'bond0', '_x', 'tunl0', '1'],
  ],
  [
    'a unit',
    names.unitFault,
    ['nginx', 'php5.6-fpm', 'a@1', 'a@1.service', 'x.target', 'dev-a\\x2d'],
  ],
  ['run levels', names.runLevelsFault, ['-', '345', '0123456', '53']],
  ['a description', line, ['Public web farm', '公网 a"; $(reboot) %n', "it's", '😀'.repeat(200)]],
  ['a text of a spec', spec, ['MIT', 'GPL-2.0-or-later', 'Operations <ops@example.com>', 'a\\b']],
  ['an address of a page', url, ['https://www.example.com/', 'http://x', 'ftp://x/y?z']],
  ['a version', version, ['1.0', '1', '1.4.2~rc1^git', 'a'.repeat(64)]],
])('%s', (_, fault, right) => {
  it.each(right)('%s', (text) => {
    expect(fault(text)).toBeUndefined();
  });
});

describe.each<
  [kind: string, fault: (text: string) => Fault | undefined, wrong: [string, string][]]
>([
  [
    'no VIP',
    vip,
    [
      ['192.168.10.300', 'write it as 192.168.10.12'],
      ['010.0.0.1', 'write it as 10.0.0.1'],
      ['10.1', 'write it as'],
      ['', 'write it as'],
      ['www.example.com', 'write it as'],
      ['10.0.0.١', 'write it as'],
      [' 10.0.0.1', 'write it as 10.0.0.1'],
      ['10.0.0.1\n', 'write it as 10.0.0.1'],
      ['192.168.10.12/32', 'write it as 192.168.10.12'],
      ['10.0.0.1:80', 'write it as 10.0.0.1'],
      ['[2001:db8::1]', 'write it as 2001:db8::1'],
      ['[2001:db8::1]:80', 'write it as 2001:db8::1'],
      ['2001:db8::1/64', 'write it as 2001:db8::1'],
      ['2001:db8:0:0:0:0:0:0:1', 'write it as'],
      ['0x7f000001', 'write it as'],
      ...[
        ...['0.1.2.3', '127.0.0.1', '169.254.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
        ...[
          '::',
          '::1',
          '::ffff',
          '::ffff:10.0.0.1',
          'fe80::1',
          'febf::1',
          'ff02::1',
          'fe80::1%eth0',
        ],
      ].map((text): [string, string] => [text, 'give the address that clients connect to']),
    ],
  ],
  [
    'no netmask',
    ip.netmaskFault,
    ['24', '/24', '::', '0.0.0.0', '255.0.255.0', '255.255.255.1'].map((text) => [
      text,
      'write it as 255.255.255.0',
    ]),
  ],
  [
    'no cluster name',
    names.clusterNameFault,
    [
      ['Web Farm!', 'write it as web-farm'],
      ['1st', 'write it as st'],
      ['../../etc', 'write it as etc'],
      ['公网', 'choose a name such as web'],
      ['__proto__', 'write it as proto'],
      ['web-director', 'such as web-directors'],
      ['a'.repeat(long + 1), 'shorten it'],
    ],
  ],
  [
    'no interface',
    names.interfaceFault,
    [
      ['eth0:1', 'give the interface itself, eth0'],
      ...['', '-x', '.', 'a b', 'a/b', 'a'.repeat(16), 'lo', 'all', 'default', 'ёth0', 'x:'].map(
        (text): [string, string] => [text, 'give '],
      ),
    ],
  ],
  [
    'no unit',
    names.unitFault,
    [
      ['nginx.socket', 'FreeBind'],
      ['app@', 'such as NAME@web.service'],
      ['app@.service', 'such as NAME@web.service'],
      ...[
        ...['etc/nginx', 'a b', '', 'x.mount', 'x.timer', '.service', '@1', 'network.target'],
        ...['network', 'basic.target', 'a'.repeat(255)],
      ].map((text): [string, string] => [text, 'such as nginx']),
    ],
  ],
  [
    'no run levels',
    names.runLevelsFault,
    [...['2,3,4,5', '3345', '7', '', '--'].map((text): [string, string] => [text, 'write "345"'])],
  ],
  [
    'no description',
    line,
    [
      ['', 'leave the key out'],
      ['  ', 'leave the key out'],
      ...['a\nb', 'a\u2028b', '\u0000', '\u001B[2J', '\u202Ex', '\uD800', 'a\tb', '\u0085'].map(
        (text): [string, string] => [text, 'one line'],
      ),
      ['x'.repeat(201), 'shorten it'],
    ],
  ],
  [
    'no text of a spec',
    spec,
    [
      ['100%', 'without the sign'],
      ['a\\', 'without the sign'],
      ['a\\ ', 'without the sign'],
      ['a\nb', 'one line'],
      [' ', 'leave the key out'],
    ],
  ],
  [
    'no address of a page',
    url,
    ['www.example.com', 'https://a b', 'javascript:1'].map((text) => [text, 'https://']),
  ],
  [
    'no version',
    version,
    ['', '1-2', '1..2', '.1', 'a b', '1%', 'a'.repeat(65)].map((text) => [text, '1.4.2']),
  ],
])('%s', (_, fault, wrong) => {
  it.each(wrong)('%j', (text, hint) => {
    expect(fault(text)?.[1]).toContain(hint);
  });
});

describe('the one form', () => {
  // The examples of RFC 5952, sections 4.1 to 4.3.
  it.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['2001:db8::192.0.2.33', '2001:db8::c000:221'],
    ['10.0.0.1', '10.0.0.1'],
  ])('of %s', (text, form) => {
    expect(ip.canonical(text)).toBe(form);
    expect(ip.canonical(form)).toBe(form);
  });

  it('of a unit has its type', () => {
    expect(['nginx', 'php5.6-fpm', 'a@1.service', 'x.target'].map(names.unitName)).toEqual([
      'nginx.service',
      'php5.6-fpm.service',
      'a@1.service',
      'x.target',
    ]);
  });

  it('of a netmask is its length, for each of them and no other', () => {
    for (let length = 1; length <= 32; length += 1) {
      const bits = '1'.repeat(length).padEnd(32, '0');
      const text = [0, 8, 16, 24].map((at) => parseInt(bits.slice(at, at + 8), 2)).join('.');
      expect([ip.netmaskFault(text), ip.prefixOf(text)]).toEqual([undefined, length]);
    }
  });
});

it('takes no text that its pattern for editors refuses', () => {
  const pieces = fc.constantFrom(...Array.from('a0.-_:@%\\/ ~^\n'), '..', 'http://', '\u202E');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      for (const [fault, pattern] of [
        [names.clusterNameFault, names.clusterNamePattern],
        [names.interfaceFault, names.interfaceNamePattern],
        [names.unitFault, names.unitNamePattern],
        [names.runLevelsFault, names.runLevelsPattern],
        [line, texts.linePattern],
        [url, texts.urlPattern],
        [version, texts.versionPattern],
      ] as const) {
        if (fault(text) === undefined) expect(text.trim()).toMatch(pattern);
      }
    }),
    { numRuns: 500 },
  );
});
