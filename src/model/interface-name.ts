import type { Brand } from './brand.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** The name of a network interface, as the kernel and every tool take it: 1 to 15 characters. */
export type InterfaceName = Brand<string, 'InterfaceName'>;

/** What the kernel takes for a name, in bytes (IFNAMSIZ, less the closing zero). */
const longest = 15;

/** A pattern for the JSON Schema: what {@link parseInterfaceName} accepts, but for names that are no network's. */
export const interfaceNamePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/;

const hint = 'give a name as ip link shows it, such as eth0';

/** Below /proc/sys/net/ipv4/conf beside the interfaces, and so easily taken for one. */
const noInterface: Readonly<Record<string, string>> = {
  all: 'stands for every interface at once in /proc/sys',
  default: 'stands for interfaces still to come in /proc/sys',
  lo: 'is loopback, where nothing arrives from a network',
};

/** Reads the name of an interface that is on a network. */
export function parseInterfaceName(text: string): InterfaceName | Refusal {
  const shown = quote(text);
  const [device = '', label] = text.split(':');
  if (label !== undefined && interfaceNamePattern.test(device)) {
    return new Refusal(
      `${shown} is the label of an address: interfaces have no colon in their names`,
      `give the interface itself, ${device}`,
    );
  }
  if (text.length > longest) {
    return new Refusal(
      `${shown} has ${text.length} characters, and an interface's name has at most ${longest}`,
      hint,
    );
  }
  if (!interfaceNamePattern.test(text)) {
    return new Refusal(
      `${shown} is not the name of an interface: it has letters, digits and _.-, and a letter, a digit or _ first`,
      hint,
    );
  }
  const reason = Object.hasOwn(noInterface, text) ? noInterface[text] : undefined;
  if (reason !== undefined) return new Refusal(`${text} ${reason}`, hint);
  return text as InterfaceName;
}
