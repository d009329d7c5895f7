// How calls of ipvsadm are read, as ipvsadm(8) has it.
import { expect, it } from 'vitest';
import type { Word } from '../../src/audit/effect.ts';
import { readIpvsadm } from '../../src/audit/ipvsadm.ts';

const words = (line: string): Word[] =>
  line.split(' ').map((text) => (text.includes('$') ? { text, unknown: 'an argument' } : { text }));
/** A call in a few words; what is not known is `?`. */
function brief(line: string): string {
  const call = readIpvsadm(words(line));
  const address = (word: Word = { text: '' }): string =>
    word.unknown === undefined ? word.text : `${word.text}?`;
  if (call.does === 'fail') return `fails: ${call.why}`;
  if (call.does === 'set') return `set ${call.timeouts.join(' ')}`;
  if (!('service' in call)) return call.does;
  const { service } = call;
  const at = service.mark ?? `${address(service.address)} ${service.port ?? '?'}`;
  const how = [service.scheduler, service.persistence ?? '', service.netmask ?? '']
    .join(' ')
    .trim();
  const server = call.server
    ? `${address(call.server.address)} ${call.server.port ?? '?'} ${call.server.mode} ${call.server.weight ?? '?'}`
    : `${how}${service.onePacket ? ' ops' : ''}`;
  return `${call.does} ${service.protocol} ${at}: ${server}`;
}

it.each([
  ['-A -t 192.0.2.10:80 -s rr -p 300', 'put tcp 192.0.2.10 80: rr 300'],
  ['-At 192.0.2.10:80', 'put tcp 192.0.2.10 80: wlc'],
  ['--add-service --tcp-service 192.0.2.10:http --scheduler=sh', 'put tcp 192.0.2.10 80: sh'],
  ['-A -t 192.0.2.10:80 -p -s rr', 'put tcp 192.0.2.10 80: rr 300'],
  ['-A -u 192.0.2.10:53 -s rr -o', 'put udp 192.0.2.10 53: rr ops'],
  ['-A -t [2001:db8::10]:443 -s wrr -p 60 -M 64', 'put tcp 2001:db8::10 443: wrr 60 64'],
  ['-A -t 192.0.2.10 -p300', 'put tcp 192.0.2.10 0: wlc 300'],
  ['-A -f 10 -s wlc -p 600 -M 255.255.255.0', 'put tcp 10: wlc 600 255.255.255.0'],
  ['-A -t $VIP:80 -s rr', 'put tcp $VIP? 80: rr'],
  ['-A -t 192.0.2.10:$PORT -s rr', 'put tcp 192.0.2.10 ?: rr'],
  ['-a -t 192.0.2.10:80 -r 192.0.2.21 -g', 'put tcp 192.0.2.10 80: 192.0.2.21 80 dr 1'],
  ['-at 192.0.2.10:80 -r 10.0.0.21:8080 -mw 3', 'put tcp 192.0.2.10 80: 10.0.0.21 8080 nat 3'],
  ['-a -f 10 -r 192.0.2.21 -i -w $W', 'put tcp 10: 192.0.2.21 0 tun ?'],
  ['-d -t 192.0.2.10:80 -r 192.0.2.21:80', 'delete tcp 192.0.2.10 80: 192.0.2.21 80 dr 1'],
  ['--set 900 120 300', 'set 900 120 300'],
  ['-C', 'clear'],
  ['-Ln', 'other'],
  ['-A -t 192.0.2.10:80 –s rr', 'fails: –s begins with a typographic dash, and is no option'],
  ['-A -t 192.0.2.10 -s rr', 'fails: a service without a port needs persistence (-p)'],
  ['-A -t 192.0.2.10:80 rr', 'fails: rr is no option'],
  ['-A -s rr', 'fails: it does not say which service is meant'],
  ['-a -t 192.0.2.10:80 -g', 'fails: it does not say which real server is meant (-r)'],
])('%s', (line, meaning) => {
  expect(brief(line)).toBe(meaning);
});
