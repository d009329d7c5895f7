import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { interfaceNamePattern, parseInterfaceName } from '../../src/model/interface-name.ts';
import { netmaskPattern, parseNetmask } from '../../src/model/netmask.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { parseMss } from '../../src/model/tunnel.ts';

/** The value, or `message [hint]` of its refusal. */
function told(read: unknown): unknown {
  return read instanceof Refusal ? `${read.message} [${read.hint ?? ''}]` : read;
}

describe('a netmask', () => {
  it('is read as the length that it stands for, each of them', () => {
    for (let length = 1; length <= 32; length += 1) {
      const bits = '1'.repeat(length).padEnd(32, '0');
      const bytes = [0, 8, 16, 24].map((start) => parseInt(bits.slice(start, start + 8), 2));
      expect(parseNetmask(bytes.join('.'))).toBe(length);
    }
  });

  it('is refused unless the pattern of the JSON Schema takes it', () => {
    const byte = fc.constantFrom(255, 254, 252, 248, 240, 224, 192, 128, 0, 1);
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), (bytes) => {
        const text = bytes.join('.');
        expect(parseNetmask(text) instanceof Refusal).toBe(!netmaskPattern.test(text));
      }),
    );
  });

  it.each([
    [
      '24',
      '"24" is not a netmask, which is written as four decimal numbers [write it as 255.255.255.0]',
    ],
    [
      '/20',
      '"/20" is not a netmask, which is written as four decimal numbers [write it as 255.255.240.0]',
    ],
    [
      '/33',
      '"/33" is not a netmask, which is written as four decimal numbers [write it as 255.255.255.0]',
    ],
    [
      '::',
      '"::" is not a netmask, which is written as four decimal numbers [write it as 255.255.255.0, for clients of one /24]',
    ],
  ])('%s', (text, expected) => {
    expect(told(parseNetmask(text))).toBe(expected);
  });
});

describe('the name of an interface', () => {
  const hint = '[give a name as ip link shows it, such as eth0]';
  const rule = `is not the name of an interface: it has letters, digits and _.-, and a letter, a digit or _ first ${hint}`;
  it.each([
    ['eth0', 'eth0'],
    ['eth0.100', 'eth0.100'],
    ['br-lan', 'br-lan'],
    ['enp0s31f6np1abc', 'enp0s31f6np1abc'],
    [
      'enp0s31f6np1abcd',
      `"enp0s31f6np1abcd" has 16 characters, and an interface's name has at most 15 ${hint}`,
    ],
    [
      'eth0:1',
      '"eth0:1" is the label of an address: interfaces have no colon in their names [give the interface itself, eth0]',
    ],
    ['a/b', `"a/b" ${rule}`],
    ['a b', `"a b" ${rule}`],
    ['..', `".." ${rule}`],
    ['-n', `"-n" ${rule}`],
    ['$(id)', `"$(id)" ${rule}`],
    ['', `"" ${rule}`],
    ['lo', `lo is loopback, where nothing arrives from a network ${hint}`],
    ['all', `all stands for every interface at once in /proc/sys ${hint}`],
    ['default', `default stands for interfaces still to come in /proc/sys ${hint}`],
    ['constructor', 'constructor'],
  ])('%j', (text, expected) => {
    expect(told(parseInterfaceName(text))).toBe(expected);
    if (text === expected) expect(text).toMatch(interfaceNamePattern);
  });
});

describe('the tunnel', () => {
  it('has an MSS that every host takes and that an IPIP header leaves room for', () => {
    expect([536, 1440, 1480, 'off'] as const).toEqual(
      [536, 1440, 1480, 'off'].map((mss) => parseMss(mss as number)),
    );
    expect([535, 0, -1, 1481, 65535].filter((mss) => !(parseMss(mss) instanceof Refusal))).toEqual(
      [],
    );
  });
});
