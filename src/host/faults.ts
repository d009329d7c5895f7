import type { Diagnostic } from '../base/diagnostic.ts';
import { phrase } from '../base/words.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { type Claim, ownerName } from './claims.ts';
import type { Host, HostAddress } from './look.ts';

/** The VIPs that a real server holds: all on lo and tunl0 that is not the host's own. */
export function heldVips(host: Host): readonly HostAddress[] {
  return (host.addresses ?? []).filter(
    ({ address, device, scope }) =>
      /^(lo|tunl0)$/.test(device) && !/^127\.|^::1$/.test(address) && scope !== 'link',
  );
}

/** What is wrong on a host with the VIPs that it holds, by what the kernel does. */
export function* hostFaults(host: Host, claims: readonly Claim[]): Generator<Diagnostic, void> {
  const held = heldVips(host);
  const { addresses = [], table = [] } = host;
  const used = (device: string, key: string): number =>
    Math.max(...['all', device].map((name) => host.settings.get(`${name}/${key}`) ?? 0));
  const asked = held.filter(({ address }) => !isIpv6(address));
  for (const device of host.interfaces) {
    const ignore = used(device, 'arp_ignore');
    const loud = asked.filter(
      ({ scope }) => ![1, 2, 8, ...(scope === 'host' ? [3] : [])].includes(ignore),
    );
    if (loud.length > 0 && host.settings.size > 0) {
      const message = `${device} answers ARP for ${listed(loud)} on ${loud[0]?.device ?? ''}: arp_ignore is ${ignore} there, the greater of all and ${device}`;
      const hint = 'write 1 into arp_ignore of all, and nothing greater into that of the interface';
      yield fault('error', 'answered', message, hint, ownerOf(loud, claims));
    }
    if (asked.length > 0 && host.settings.size > 0 && used(device, 'arp_announce') < 1) {
      const message = `${device} may send ${listed(asked)} as the sender of its own ARP requests: arp_announce is 0 there`;
      yield fault('warning', 'announced', message, 'write 2 into arp_announce of all');
    }
  }
  for (const { address, device, prefix } of held) {
    const owner = ownerOf([{ address }], claims);
    const others = addresses.filter((one) => one.address === address && one.device !== device);
    // A director that is its own real server has to answer.
    const isDirector = table.some(
      (line) => line.includes(` ${address}:`) || line.startsWith('-A -f'),
    );
    if (others.length > 0 && !isDirector) {
      const message = `${address} is on ${device}, and on ${phrase(others.map((one) => one.device))} as well: ARP for it is answered there, whatever arp_ignore is`;
      yield fault('error', 'elsewhere', message, 'take it off there', owner);
    }
    if (prefix !== (isIpv6(address) ? 128 : 32)) {
      const message = `${address} is on ${device} with the prefix length ${prefix}: its neighbours are out of reach`;
      yield fault('error', 'netmask-not-32', message, 'put it there as a /32', owner);
    }
    if (device === 'tunl0' && used('tunl0', 'rp_filter') === 1) {
      const message = 'rp_filter is 1 on tunl0: requests from other networks are dropped';
      yield fault('error', 'tunl0-rp_filter-missing', message, 'write 2 into that of tunl0');
    }
    const files = [
      ...new Set(claims.filter((one) => one.address === address).map((one) => one.file)),
    ];
    if (files.length > 1) {
      const names = files.map((file) => ownerName(file, host.running));
      const message = `${address} is set up by ${phrase(names)}: what one of them takes off, the other does not put back`;
      yield fault('warning', 'several-owners', message, 'switch off all but one');
    }
  }
}

export function fault(
  severity: Diagnostic['severity'],
  rule: string,
  message: string,
  hint: string,
  owner?: Claim,
): Diagnostic {
  const related = owner && { message: 'set up by', file: owner.file, position: owner.position };
  return { severity, rule, message, hint, ...(related && { related }) };
}

const listed = (vips: readonly HostAddress[]): string => phrase(vips.map(({ address }) => address));

function ownerOf(
  vips: readonly { address: string }[],
  claims: readonly Claim[],
): Claim | undefined {
  return claims.find((claim) => vips.some(({ address }) => address === claim.address));
}
