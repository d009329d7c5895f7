import { expect, it } from 'vitest';
import { markRules } from '../../src/roles/mark-rules.ts';
import { directRouting, ipv4, ipv6, markService, portService } from './directed.ts';

it('marks the packets for each VIP of a mark service, and no others', () => {
  const services = [portService(), markService({ vips: [ipv4, ipv6] })];
  expect(markRules(directRouting({ services }).director)).toEqual([
    'iptables -A PREROUTING -d 192.168.10.12/32 -p tcp -m multiport --dports 80,443 -m comment --comment lvs-web-director -j MARK --set-xmark 0x7/0xffffffff',
    'ip6tables -A PREROUTING -d 2001:db8:10::12/128 -p tcp -m multiport --dports 80,443 -m comment --comment lvs-web-director -j MARK --set-xmark 0x7/0xffffffff',
  ]);
});

it('writes a mark as iptables-save does', () => {
  const services = [markService({ mark: 3_000_000_000, protocol: 'udp', ports: [53] })];
  expect(markRules(directRouting({ services }).director)).toEqual([
    'iptables -A PREROUTING -d 192.168.10.12/32 -p udp -m multiport --dports 53 -m comment --comment lvs-web-director -j MARK --set-xmark 0xb2d05e00/0xffffffff',
  ]);
});
