import { Refusal } from '../model/refusal.ts';

const scope = 'this version renders VS/DR real servers';

const modes: Readonly<Record<string, string>> = {
  tun: 'mode tun (VS/TUN)',
  nat: 'mode nat (VS/NAT)',
};

const keys: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  director: [
    `director is not supported yet: ${scope}`,
    'remove the key, and set the director up by other means',
  ],
  gateway: [
    `gateway is not supported yet: it belongs to mode nat, and ${scope}`,
    'remove the key, VS/DR real servers answer clients directly',
  ],
  tunnel: [
    `tunnel is not supported yet: it belongs to mode tun, and ${scope}`,
    'remove the key, VS/DR needs no tunnel',
  ],
  looseReversePath: [
    'looseReversePath is not supported yet: this version does not touch rp_filter',
    'remove the key, and set rp_filter=2 on those interfaces in sysctl.d',
  ],
};

/** The refusal of a forwarding mode that is planned, if it is one. */
export function plannedMode(mode: unknown): Refusal | undefined {
  const name = typeof mode === 'string' && Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (name === undefined) return undefined;
  return new Refusal(`${name} is not supported yet: ${scope}`, 'use mode: dr');
}

/** The refusal of a cluster's key that is planned, if it is one. */
export function plannedKey(key: string): Refusal | undefined {
  const texts = Object.hasOwn(keys, key) ? keys[key] : undefined;
  return texts && new Refusal(...texts);
}
