import { Refusal } from './refusal.ts';

/** The values of arp_ignore to choose from: 3 keeps silent about scope host alone, and the VIPs are then put up as such. */
export const ignoreChoices = [1, 2, 3, 8] as const;

/** The values of arp_announce that keep a VIP out of requests where another address will do. */
export const silentAnnounce = [1, 2] as const;

/** What becomes of the settings when the last script that wants them stops. */
export const onStopChoices = ['restore', 'keep'] as const;

/** How a real server is kept from answering and announcing its VIPs: values for net.ipv4.conf.all. */
export interface ArpSuppression {
  readonly ignore: (typeof ignoreChoices)[number];
  readonly announce: (typeof silentAnnounce)[number];
  readonly onStop: (typeof onStopChoices)[number];
}

const ignoreHint = 'use 1, which answers only for addresses of the interface that is asked';
const announceHint = 'use 2, which never gives a VIP as the sender';

/** Why a value of arp_ignore is not offered (Documentation/networking/ip-sysctl in the kernel's source). */
export function refuseIgnore(value: number): Refusal {
  if (value === 0) {
    return new Refusal(
      'arp.ignore 0 answers for every local address, so the real server would answer for the VIP and take its traffic from the director',
      ignoreHint,
    );
  }
  if ([4, 5, 6, 7].includes(value)) {
    return new Refusal(
      `arp.ignore ${value} is reserved: the kernel takes it and answers for every local address, the VIP too`,
      ignoreHint,
    );
  }
  return new Refusal(
    `arp.ignore ${value} is no value of arp_ignore that keeps a VIP silent: 1, 2, 3 and 8 are`,
    ignoreHint,
  );
}

/** Why a value of arp_announce is not offered. */
export function refuseAnnounce(value: number): Refusal {
  if (value === 0) {
    return new Refusal(
      "arp.announce 0 lets the real server give the VIP as the sender of its own ARP requests, and its neighbours would learn the VIP at the real server's address",
      announceHint,
    );
  }
  return new Refusal(
    `arp.announce ${value} is no value of arp_announce: 1 and 2 are`,
    announceHint,
  );
}
