import type { View } from '../model/artifact.ts';
import { type ArpSuppression, silentAnnounce, silentIgnore } from '../model/arp-suppression.ts';

/** The values to write, and beside each those that will do where the host has them already. */
export function arpView(arp: ArpSuppression): View {
  return {
    ignore: arp.ignore,
    ignoreSilent: silentIgnore.join(' '),
    announce: arp.announce,
    announceEnough: silentAnnounce.filter((value) => value >= arp.announce).join(' '),
    keep: arp.onStop === 'keep',
  };
}
