import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseRunLevels } from '../../src/model/chkconfig.ts';
import { longestClusterName, parseClusterName, serviceName } from '../../src/model/cluster-name.ts';
import { descriptionPattern, parseDescription } from '../../src/model/description.ts';
import { vipUse } from '../../src/model/address-use.ts';
import { parseAddress } from '../../src/model/ip-address.ts';
import { quote } from '../../src/base/quote.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { parseUnitName } from '../../src/model/unit-name.ts';

/** The value, or `message [hint]` of its refusal. */
function told(read: unknown): unknown {
  return read instanceof Refusal ? `${read.message} [${read.hint ?? ''}]` : read;
}

describe('a VIP', () => {
  const form = '[write it as four decimal numbers, such as 192.168.10.12]';
  const own = '[give the address that clients connect to, such as 192.168.10.12]';
  it.each([
    ['192.168.10.12', '192.168.10.12'],
    ['10.0.0.0', '10.0.0.0'],
    ['223.255.255.255', '223.255.255.255'],
    ['192.0.2.1', '192.0.2.1'],
    ['169.253.0.1', '169.253.0.1'],
    [
      '192.168.10.300',
      `192.168.10.300 is not an IPv4 address: each of its four numbers is 0 to 255 ${form}`,
    ],
    [
      '010.0.0.1',
      '010.0.0.1 has a number with a leading zero, which some tools take for octal [write it as 10.0.0.1, if that is what is meant]',
    ],
    ['10.1', `10.1 is not an IPv4 address: it has 2 numbers and needs four ${form}`],
    ['1', `1 is not an IPv4 address: it has one number and needs four ${form}`],
    ['10.0.0.1.2', `10.0.0.1.2 is not an IPv4 address: it has 5 numbers and needs four ${form}`],
    ['', `"" is not an IP address, and names are not looked up ${form}`],
    [
      'www.example.com',
      `"www.example.com" is not an IP address, and names are not looked up ${form}`,
    ],
    ['10.0.0.١', `"10.0.0.١" is not an IP address, and names are not looked up ${form}`],
    [' 10.0.0.1', '" 10.0.0.1" has white space around the address [write it as 10.0.0.1]'],
    ['10.0.0.1\n', '"10.0.0.1\\n" has white space around the address [write it as 10.0.0.1]'],
    [
      '192.168.10.12/32',
      '192.168.10.12/32 has a prefix length: a VIP is one address, and it is always set up as a single host [leave the prefix out: 192.168.10.12]',
    ],
    [
      '10.0.0.1:80',
      '10.0.0.1:80 has a port: a VIP is an address, and which ports it serves stands in director.services [leave the port out: 10.0.0.1]',
    ],
    [
      '0.0.0.0',
      `0.0.0.0 cannot be a VIP: 0.0.0.0/8 is unspecified, no host has an address in it ${own}`,
    ],
    [
      '0.1.2.3',
      `0.1.2.3 cannot be a VIP: 0.0.0.0/8 is unspecified, no host has an address in it ${own}`,
    ],
    [
      '127.0.0.1',
      `127.0.0.1 cannot be a VIP: 127.0.0.0/8 is loopback and never leaves a host ${own}`,
    ],
    [
      '169.254.1.1',
      `169.254.1.1 cannot be a VIP: 169.254.0.0/16 is link-local, which hosts pick for themselves ${own}`,
    ],
    [
      '224.0.0.18',
      `224.0.0.18 cannot be a VIP: 224.0.0.0/4 is multicast, a group and not a host ${own}`,
    ],
    [
      '239.255.255.255',
      `239.255.255.255 cannot be a VIP: 224.0.0.0/4 is multicast, a group and not a host ${own}`,
    ],
    [
      '240.0.0.1',
      `240.0.0.1 cannot be a VIP: 240.0.0.0/4 is reserved, and Linux does not use it ${own}`,
    ],
    ['255.255.255.255', `255.255.255.255 cannot be a VIP: it is the broadcast address ${own}`],
  ])('%j', (text, expected) => {
    expect(told(parseAddress(text, vipUse))).toBe(expected);
  });

  it('is read back as it was written, if it is a unicast address of a host', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const [first = 0, second] = text.split('.').map(Number);
        const isHost =
          first > 0 && first < 224 && first !== 127 && !(first === 169 && second === 254);
        expect(parseAddress(text, vipUse) === text).toBe(isHost);
      }),
    );
  });
});

describe('the name of a cluster', () => {
  const rule =
    'is not a name for a cluster: it becomes the service lvs-<name>, so it has lower-case letters, digits and hyphens, and a letter first';
  it.each([
    ['web', 'web'],
    ['a', 'a'],
    ['web-2', 'web-2'],
    ['director', 'director'],
    ['Web Farm', `"Web Farm" ${rule} [write it as web-farm]`],
    ['2web', `"2web" ${rule} [write it as web]`],
    ['公网', `"公网" ${rule} [choose a name such as web]`],
    ['', `"" ${rule} [choose a name such as web]`],
    ['../web', `"../web" ${rule} [write it as web]`],
    ['web\n', `"web\\n" ${rule} [write it as web]`],
    [
      'x-director',
      'the name x-director ends in -director: lvs-x-director is the service of the director of a cluster x [choose another ending, such as x-directors]',
    ],
  ])('%j', (text, expected) => {
    expect(told(parseClusterName(text))).toBe(expected);
  });

  it('fits into a file name with everything that is put around it', () => {
    const longest = 'a'.repeat(longestClusterName);
    const name = parseClusterName(longest);
    if (name instanceof Refusal) throw new Error(name.message);
    expect(`${serviceName(name)}-director.service`.length + 34).toBe(255);
    expect(told(parseClusterName(`${longest}a`))).toBe(
      `the name "${'a'.repeat(60)}…" has 201 characters: at most 200 fit into a file name of 255 bytes, together with lvs-, -director.service and the ending of a temporary file [shorten it, and say the rest in description]`,
    );
  });
});

describe('a description', () => {
  it.each([
    ['公网 a"; rm -rf / #$(reboot) %n \\', '公网 a"; rm -rf / #$(reboot) %n \\'],
    [' padded ', 'padded'],
    ['😀'.repeat(200), '😀'.repeat(200)],
    [
      '😀'.repeat(201),
      'description has 201 characters, and at most 200 are printed in one line [shorten it]',
    ],
    [' \t', 'description is blank [say what the cluster is for, or leave the key out]'],
    [
      'a\nb',
      'description has a line break (U+000A): it is printed in comments, where it has to stay in one line [write it in one line]',
    ],
    [
      'a\u2028b',
      'description has a line break (U+2028): it is printed in comments, where it has to stay in one line [write it in one line]',
    ],
    [
      'a\tb',
      'description has a control character (U+0009), which a terminal or an editor does not show [remove it]',
    ],
    [
      'a\u0085b',
      'description has a control character (U+0085), which a terminal or an editor does not show [remove it]',
    ],
    [
      'a\uD800b',
      'description has half of a character (U+D800), which a terminal or an editor does not show [remove it]',
    ],
  ])('%j', (text, expected) => {
    expect(told(parseDescription(text))).toBe(expected);
  });

  it.each(['\u061C', '\u200E', '\u200F', '\u202A', '\u202E', '\u2066', '\u2069'])(
    'has no %j',
    (mark) => {
      const code = mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      expect(told(parseDescription(`a${mark}b`))).toBe(
        `description has a character that changes the direction of text (U+${code}): a reviewer would see another order than the one in the file [remove it]`,
      );
    },
  );

  it('is what the pattern of the JSON Schema takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('', ' ', '\n', '\u202E', '\u0007'),
        (text, odd) => {
          const description = text + odd;
          const refused = parseDescription(description) instanceof Refusal;
          expect(descriptionPattern.test(description)).toBe(!refused);
        },
      ),
    );
  });
});

describe('run levels', () => {
  const rule =
    'is not a list of run levels: chkconfig takes the digits 0 to 6 with nothing between them, or - for none';
  it.each<[string | number, string]>([
    ['-', '-'],
    ['345', '345'],
    [2345, '2345'],
    ['0123456', '0123456'],
    [0, '0'],
    ['2,3,4,5', `levels "2,3,4,5" ${rule} [write "2345"]`],
    ['35x', `levels "35x" ${rule} [write "35"]`],
    ['789', `levels "789" ${rule} [write "345", or "-" for none]`],
    ['', `levels "" ${rule} [write "345", or "-" for none]`],
    ['35\n', `levels "35\\n" ${rule} [write "35"]`],
    ['--', `levels "--" ${rule} [write "345", or "-" for none]`],
    [-3, `levels "-3" ${rule} [write "3"]`],
    ['3453', 'levels "3453" names a run level twice [write "345"]'],
  ])('%j', (written, expected) => {
    expect(told(parseRunLevels(written))).toBe(expected);
  });
});

describe('a unit', () => {
  it.each([
    ['nginx', 'nginx.service'],
    ['nginx.service', 'nginx.service'],
    ['multi-user.target', 'multi-user.target'],
    ['php5.6-fpm', 'php5.6-fpm.service'],
    ['app@a\\x2db', 'app@a\\x2db.service'],
    [
      'a/b',
      '"a/b" is a path: systemd orders units by their names [give the name of the service, such as nginx]',
    ],
    [
      'a b',
      '"a b" is not the name of a service: letters, digits and :_.@\\- are what systemd allows [give one name, such as nginx]',
    ],
    [
      'nginx;',
      '"nginx;" is not the name of a service: letters, digits and :_.@\\- are what systemd allows [give one name, such as nginx]',
    ],
    [
      '',
      '"" is not the name of a service: letters, digits and :_.@\\- are what systemd allows [give one name, such as nginx]',
    ],
    [
      'x.timer',
      '"x.timer" is a timer unit: what binds a VIP is a service [give the service that needs the VIPs, such as nginx.service]',
    ],
    ['.service', '".service" has nothing before its type [write it as nginx.service]'],
    [
      'app@',
      'app@.service is a template: only its instances start [name an instance, such as app@web.service]',
    ],
    [
      'app@.target',
      'app@.target is a template: only its instances start [name an instance, such as app@web.target]',
    ],
    [
      'haproxy.socket',
      '"haproxy.socket" is a socket unit: sockets are bound before any ordinary service starts, so to wait for one would be a circle [set FreeBind=yes in the socket, so that it may be bound before the VIP is there]',
    ],
    [
      'network',
      'network.service comes before every service of a node: it cannot wait for one [give the services that bind a VIP, such as nginx]',
    ],
    [
      'basic.target',
      'basic.target comes before every service of a node: it cannot wait for one [give the services that bind a VIP, such as nginx]',
    ],
    [
      'a'.repeat(248),
      `"${'a'.repeat(60)}…" has 256 characters as a unit, and systemd takes 255 [give the name as systemctl lists it]`,
    ],
  ])('%j', (text, expected) => {
    expect(told(parseUnitName(text))).toBe(expected);
  });
});

describe('a quotation', () => {
  it('is one line that shows everything', () => {
    expect(quote('a"\n\u001B\u202E\u2028\u00AD')).toBe('"a\\"\\n\\u001b\\u202e\\u2028\\u00ad"');
    expect(quote('\uD800')).toBe('"\\ud800"');
    expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`);
  });
});
