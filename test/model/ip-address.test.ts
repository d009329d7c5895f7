import { isIPv6 } from 'node:net';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gatewayUse, realServerUse, vipUse } from '../../src/model/address-use.ts';
import { familyOf, parseAddress, parseIpv4Only } from '../../src/model/ip-address.ts';
import { Refusal } from '../../src/model/refusal.ts';

function told(read: unknown): unknown {
  return read instanceof Refusal ? read.message : read;
}

describe('an IPv6 VIP', () => {
  // The examples of RFC 5952, sections 4.1 to 4.3, and what it recommends for each.
  it.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['2001:db8::192.0.2.33', '2001:db8::c000:221'],
    ['fc00::1', 'fc00::1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::ffff', '::ffff cannot be a VIP: ::/96 once held IPv4 addresses and is no longer in use'],
    [
      'febf::1',
      'febf::1 cannot be a VIP: fe80::/10 is link-local, which is valid on one network only',
    ],
    ['fec0::1', 'fec0::1'],
  ])('%s', (text, expected) => {
    expect(told(parseAddress(text, vipUse))).toBe(expected);
  });

  it('is the same however it is spelt, and stays as it is when it is read again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), (groups) => {
        const long = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
        const short = groups.map((group) => group.toString(16).toUpperCase()).join(':');
        const read = parseAddress(long, vipUse);
        fc.pre(!(read instanceof Refusal));
        expect(isIPv6(read)).toBe(true);
        expect(parseAddress(short, vipUse)).toBe(read);
        expect(parseAddress(read, vipUse)).toBe(read);
        expect(familyOf(read)).toBe('IPv6');
      }),
    );
  });

  it('never has a zone, a prefix, a port or brackets', () => {
    for (const text of ['fe80::1%eth0', '2001:db8::1%1', '2001:db8::1/128', '[2001:db8::1]:80']) {
      expect(parseAddress(text, vipUse)).toBeInstanceOf(Refusal);
    }
  });
});

describe('an address that is only IPv4', () => {
  it('refuses IPv6 with the reason of its mode, and in the words of what it is for', () => {
    const read = parseIpv4Only('2001:DB8::1', realServerUse, 'the tunnel carries IPv4 only');
    expect(read).toMatchObject({
      message: '2001:DB8::1 is an IPv6 address, and the tunnel carries IPv4 only',
      hint: 'give the IPv4 address of the real server',
    });
  });

  it.each([
    ['10.0.0.1', '10.0.0.1'],
    [
      '0.0.0.0',
      '0.0.0.0 cannot be a gateway: 0.0.0.0/8 is unspecified, no host has an address in it',
    ],
    [
      '10.0.0.1:80',
      '10.0.0.1:80 has a port: a gateway is an address, and every port goes through it',
    ],
    ['[::1]', '"[::1]" has brackets around the address, which only a port behind it needs'],
  ])('%s', (text, expected) => {
    expect(told(parseIpv4Only(text, gatewayUse, 'it is not'))).toBe(expected);
  });
});
