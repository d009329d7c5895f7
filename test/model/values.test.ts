// What each kind of value is and is not. The wordings stand in test/cases/refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ip from '../../src/model/ip-address.ts';
import type { Fault } from '../../src/model/problem.ts';
import * as texts from '../../src/model/texts.ts';

const vip = (text: string): Fault | undefined => ip.addressFault(text, ip.vipUse);
const line = (text: string): Fault | undefined => texts.lineFault('description', text);
const spec = (text: string): Fault | undefined => texts.specFault('license', text);
const url = (text: string): Fault | undefined => texts.specFault('url', text);
const version = (text: string): Fault | undefined => texts.versionFault('version', text);

const long = texts.longestClusterName;

const kinds: readonly [
  kind: string,
  fault: (text: string) => Fault | undefined,
  right: string[],
  wrong: string[],
][] = [
  [
    'a VIP',
    vip,
    ['192.168.10.12', '10.0.0.0', '223.255.255.255', '169.253.0.1', '198.18.0.1'],
    [
      ...['192.168.10.300', '010.0.0.1', '10.1', '', 'www.example.com', '10.0.0.١', ' 10.0.0.1'],
      ...['10.0.0.1\n', '192.168.10.12/32', '10.0.0.1:80', '0x7f000001', '0.1.2.3', '127.0.0.1'],
      ...['169.254.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ],
  ],
  [
    'an IPv6 VIP',
    vip,
    ['2001:db8::12', 'fc00::1', '64:ff9b::192.0.2.33', 'fec0::1', '2001:DB8::'],
    [
      ...['[2001:db8::1]', '[2001:db8::1]:80', '2001:db8::1/64', '2001:db8:0:0:0:0:0:0:1', '::'],
      ...['::1', '::ffff', '::ffff:10.0.0.1', 'fe80::1', 'febf::1', 'ff02::1', 'fe80::1%eth0'],
    ],
  ],
  [
    'a netmask',
    ip.netmaskFault,
    ['255.255.255.255', '255.255.240.0', '128.0.0.0'],
    ['24', '/24', '::', '0.0.0.0', '255.0.255.0', '255.255.255.1'],
  ],
  [
    'a cluster name',
    texts.clusterNameFault,
    ['web', 'a', 'web-1', 'director', 'a'.repeat(long)],
    ['Web Farm!', '1st', '../../etc', '公网', '__proto__', 'web-director', 'a'.repeat(long + 1)],
  ],
  [
    'an interface',
    texts.interfaceFault,
    ['eth0', 'eth0.100', 'br-lan', 'bond0', '_x', 'tunl0', '1'],
    ['eth0:1', '', '-x', '.', 'a b', 'a/b', 'a'.repeat(16), 'lo', 'all', 'default', 'ёth0', 'x:'],
  ],
  [
    'a unit',
    texts.unitFault,
    ['nginx', 'php5.6-fpm', 'a@1', 'a@1.service', 'x.target', 'dev-a\\x2d'],
    [
      ...['nginx.socket', 'app@', 'app@.service', 'etc/nginx', 'a b', '', 'x.mount', 'x.timer'],
      ...['.service', '@1', 'network.target', 'network', 'basic.target', 'a'.repeat(255)],
    ],
  ],
  [
    'run levels',
    texts.runLevelsFault,
    ['-', '345', '0123456', '53'],
    ['2,3,4,5', '3345', '7', '', '--'],
  ],
  [
    'a description',
    line,
    ['Public web farm', '公网 a"; $(reboot) %n', "it's", '😀'.repeat(200)],
    [
      ...['', '  ', 'a\nb', 'a\u2028b', '\u0000', '\u001B[2J', '\u202Ex', '\uD800', 'a\tb'],
      ...['\u0085', 'x'.repeat(201)],
    ],
  ],
  [
    'a text of a spec',
    spec,
    ['MIT', 'GPL-2.0-or-later', 'Operations <ops@example.com>', 'a\\b'],
    ['100%', 'a\\', 'a\\ ', 'a\nb', ' '],
  ],
  [
    'an address of a page',
    url,
    ['https://www.example.com/', 'http://x', 'ftp://x/y?z'],
    ['www.example.com', 'https://a b', 'javascript:1'],
  ],
  [
    'a version',
    version,
    ['1.0', '1', '1.4.2~rc1^git', 'a'.repeat(64)],
    ['', '1-2', '1..2', '.1', 'a b', '1%', 'a'.repeat(65)],
  ],
];

it.each(kinds)('%s', (_, fault, right, wrong) => {
  expect(right.filter((text) => fault(text) !== undefined)).toEqual([]);
  expect(wrong.filter((text) => fault(text) === undefined)).toEqual([]);
});

it.each([
  ['192.168.10.12/24', 'without a prefix length: 192.168.10.12'],
  ['192.0.2.10-20', 'list each address by itself'],
  [' 10.0.0.1', 'write 10.0.0.1,'],
  ['10.0.0.1:80', 'write 10.0.0.1,'],
  ['fe80::1%eth0', 'write fe80::1,'],
] as const)('%j tells what may be meant', (text, hint) => {
  expect(vip(text)?.[1]).toContain(hint);
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
    expect([ip.canonical(text), ip.canonical(form)]).toEqual([form, form]);
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
        [texts.clusterNameFault, texts.clusterNamePattern],
        [texts.interfaceFault, texts.interfaceNamePattern],
        [texts.unitFault, texts.unitNamePattern],
        [texts.runLevelsFault, texts.runLevelsPattern],
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
