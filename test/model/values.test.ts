// What each kind of value is and is not. The wordings stand in test/cases/refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as ip from '../../src/model/ip-address.ts';
import { netmask } from '../../src/model/schema-director.ts';
import { rpm } from '../../src/model/schema-rpm.ts';
import * as texts from '../../src/model/schema-texts.ts';
import { vipOf } from '../../src/model/schema-values.ts';

const long = texts.longestClusterName;
const { license, url, version } = rpm.unwrap().shape;
const line = texts.line('description', 'Public web farm');
const clusterName = z.string().refine((text) => texts.clusterNameFault(text) === undefined);

const kinds: readonly [kind: string, schema: z.ZodType, right: string[], wrong: string[]][] = [
  [
    'a VIP',
    vipOf('dr'),
    ['192.168.10.12', '10.0.0.0', '223.255.255.255', '169.253.0.1', '198.18.0.1'],
    [
      ...['192.168.10.300', '010.0.0.1', '10.1', '', 'www.example.com', '10.0.0.١', ' 10.0.0.1'],
      ...['10.0.0.1\n', '192.168.10.12/32', '10.0.0.1:80', '0x7f000001', '0.1.2.3', '127.0.0.1'],
      ...['169.254.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ],
  ],
  [
    'an IPv6 VIP',
    vipOf('dr'),
    ['2001:db8::12', 'fc00::1', '64:ff9b::192.0.2.33', 'fec0::1', '2001:DB8::'],
    [
      ...['[2001:db8::1]', '[2001:db8::1]:80', '2001:db8::1/64', '2001:db8:0:0:0:0:0:0:1', '::'],
      ...['::1', '::ffff', '::ffff:10.0.0.1', 'fe80::1', 'febf::1', 'ff02::1', 'fe80::1%eth0'],
    ],
  ],
  [
    'a netmask',
    netmask,
    ['255.255.255.255', '255.255.240.0', '128.0.0.0'],
    ['24', '/24', '::', '0.0.0.0', '255.0.255.0', '255.255.255.1'],
  ],
  [
    'a cluster name',
    clusterName,
    ['web', 'a', 'web-1', 'director', 'a'.repeat(long)],
    ['Web Farm!', '1st', '../../etc', '公网', '__proto__', 'web-director', 'a'.repeat(long + 1)],
  ],
  [
    'an interface',
    texts.interfaceName,
    ['eth0', 'eth0.100', 'br-lan', 'bond0', '_x', 'tunl0', '1'],
    ['eth0:1', '', '-x', '.', 'a b', 'a/b', 'a'.repeat(16), 'lo', 'all', 'default', 'ёth0', 'x:'],
  ],
  [
    'a unit',
    texts.unit,
    ['nginx', 'php5.6-fpm', 'a@1', 'a@1.service', 'x.target', 'dev-a\\x2d'],
    [
      ...['nginx.socket', 'app@', 'app@.service', 'etc/nginx', 'a b', '', 'x.mount', 'x.timer'],
      ...['.service', '@1', 'network.target', 'network', 'basic.target', 'a'.repeat(255)],
    ],
  ],
  [
    'run levels',
    texts.runLevels,
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
    license,
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

it.each(kinds)('%s', (_, schema, right, wrong) => {
  expect(right.filter((text) => !schema.safeParse(text).success)).toEqual([]);
  expect(wrong.filter((text) => schema.safeParse(text).success)).toEqual([]);
});

it.each([
  ['192.168.10.12/24', 'without a prefix length: 192.168.10.12'],
  ['192.0.2.10-20', 'list each address by itself'],
  [' 10.0.0.1', 'write 10.0.0.1,'],
  ['10.0.0.1:80', 'write 10.0.0.1,'],
  ['fe80::1%eth0', 'write fe80::1,'],
] as const)('%j tells what may be meant', (text, hint) => {
  expect(ip.addressFault(text, ip.vipUse)?.[1]).toContain(hint);
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
      expect(netmask.parse(text)).toBe(length);
    }
  });
});

it('takes no text that its pattern for editors refuses', () => {
  const pieces = fc.constantFrom(...Array.from('a0.-_:@%\\/ ~^\n'), '..', 'http://', '\u202E');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      for (const schema of [texts.interfaceName, texts.unit, texts.runLevels, line, url, version]) {
        const { pattern, anyOf } = z.toJSONSchema(schema, { io: 'input' });
        const shown = new RegExp(pattern ?? anyOf?.[0]?.pattern ?? '');
        if (schema.safeParse(text).success) expect(text.trim()).toMatch(shown);
      }
    }),
    { numRuns: 500 },
  );
});
