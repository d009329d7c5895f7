import type { View } from '../model/artifact.ts';
import {
  type ArpSuppression,
  ignoreChoices,
  silentAnnounce,
  silentIgnore,
} from '../model/arp-suppression.ts';

/** What the templates have to know about the suppression; without any where it is undefined. */
export function arpView(arp: ArpSuppression | undefined): View {
  return {
    on: arp !== undefined,
    keep: arp?.onStop === 'keep',
    scopeHost: needsScopeHost(arp),
    quiet: quietValues(arp).join(' '),
  };
}

/** The settings of the suppression, each with what to write and the values that will do. */
export function arpSettings(arp: ArpSuppression): string[] {
  const announceEnough = silentAnnounce.filter((value) => value >= arp.announce).join(' ');
  const all = '/proc/sys/net/ipv4/conf/all';
  return [
    `${all}/arp_announce ${arp.announce} ${announceEnough}`,
    `${all}/arp_ignore ${arp.ignore} ${quietValues(arp).join(' ')}`,
  ];
}

/** With arp_ignore 3 the kernel is silent about addresses of scope host, and about no others. */
export function needsScopeHost(arp: ArpSuppression | undefined): boolean {
  return arp?.ignore === 3;
}

function quietValues(arp: ArpSuppression | undefined): number[] {
  return needsScopeHost(arp) ? [...ignoreChoices] : [...silentIgnore];
}
