import type { ClusterSettings } from './cluster-settings.ts';
import { isIpv6 } from './ip-address.ts';
import { problemAt, problemAtKey, type Problem } from './problem.ts';
import { repeated } from './repeated.ts';

type VipHolder = Extract<ClusterSettings, { readonly arp: unknown }>;

const tunnelDevice = 'tunl0';

/** What the settings break that real servers have for the VIPs they hold. */
export function vipHolderProblems(settings: VipHolder, written: ReadonlySet<string>): Problem[] {
  return [
    ...repeated(['looseReversePath'], settings.looseReversePath),
    ...looseTunnel(settings),
    ...arpWithoutEffect(settings, written),
    ...looseWithoutEffect(settings),
    ...deafToArp(settings),
  ];
}

function looseTunnel({ mode, looseReversePath }: VipHolder): Problem[] {
  const index = looseReversePath.findIndex((name) => name === tunnelDevice);
  if (mode !== 'tun' || index < 0) return [];
  const message = `${tunnelDevice} has a loose reverse-path filter in mode tun anyway`;
  return [problemAt('error', ['looseReversePath', index], message, 'leave it out')];
}

function arpWithoutEffect({ vips }: VipHolder, written: ReadonlySet<string>): Problem[] {
  if (!written.has('arp') || vips.some((vip) => !isIpv6(vip))) return [];
  const message =
    'arp has no effect: every VIP is an IPv6 address, and those have neighbour discovery, which never answers for an address on lo';
  return [problemAtKey('warning', ['arp'], message, 'remove the key')];
}

function looseWithoutEffect({ vips, looseReversePath }: VipHolder): Problem[] {
  if (looseReversePath.length === 0 || vips.some((vip) => !isIpv6(vip))) return [];
  const message =
    'looseReversePath has no effect: every VIP is an IPv6 address, and rp_filter is for IPv4';
  return [problemAtKey('warning', ['looseReversePath'], message, 'remove the key')];
}

function deafToArp({ arp, vips }: VipHolder): Problem[] {
  if (arp.ignore !== 8 || vips.every((vip) => isIpv6(vip))) return [];
  const message =
    'arp.ignore 8 answers for none of the addresses that the host has: its neighbours, the director among them, only reach it by static entries';
  const hint = 'use 1, which answers for addresses of the interface that is asked';
  return [problemAt('warning', ['arp', 'ignore'], message, hint)];
}
