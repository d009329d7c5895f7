import type { Director, MarkService } from '../model/director.ts';
import { isIpv6 } from '../model/ip-address.ts';

/**
 * The commands for the table mangle that mark the packets of mark services, as iptables-save prints them: what the
 * kernel has is compared with them word by word.
 */
export function markRules({ service, services }: Pick<Director, 'service' | 'services'>): string[] {
  return services
    .filter((candidate): candidate is MarkService => candidate.kind === 'mark')
    .flatMap(({ vips, protocol, ports, mark }) =>
      vips.map((vip) =>
        [
          isIpv6(vip) ? 'ip6tables' : 'iptables',
          `-A PREROUTING -d ${vip}/${isIpv6(vip) ? 128 : 32} -p ${protocol}`,
          `-m multiport --dports ${ports.join(',')} -m comment --comment ${service}`,
          `-j MARK --set-xmark 0x${mark.toString(16)}/0xffffffff`,
        ].join(' '),
      ),
    );
}
