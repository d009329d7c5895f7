import type { Brand } from './brand.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** The full name of a unit, with its type: `nginx.service`. */
export type UnitName = Brand<string, 'UnitName'>;

/** A pattern for the JSON Schema: the characters of a unit's name (systemd.unit(5)). */
export const unitNamePattern = /^[A-Za-z0-9:_.@\\-]+$/;

/** What systemd takes for a unit's name, in bytes (UNIT_NAME_MAX, less the closing zero). */
const longestUnitName = 255;

const orderedTypes = ['service', 'target'];
const otherTypes = ['device', 'mount', 'automount', 'swap', 'path', 'timer', 'slice', 'scope'];

/** Units that a service starts after in any case: to start before them as well would be a circle. */
const earlier = new Set([
  ...['sysinit.target', 'basic.target', 'local-fs.target'],
  ...['network-pre.target', 'network.target', 'network-online.target', 'network.service'],
]);

/** Reads the name of a service or unit; a name without a type is a service's. */
export function parseUnitName(text: string): UnitName | Refusal {
  const shown = quote(text);
  if (text.includes('/')) {
    return new Refusal(
      `${shown} is a path: systemd orders units by their names`,
      'give the name of the service, such as nginx',
    );
  }
  if (!unitNamePattern.test(text)) {
    return new Refusal(
      `${shown} is not the name of a service: letters, digits and :_.@\\- are what systemd allows`,
      'give one name, such as nginx',
    );
  }
  const type = text.slice(text.lastIndexOf('.') + 1);
  if (text.includes('.') && type === 'socket') {
    // systemd.special(7): sockets.target comes before basic.target, which a service follows by default.
    return new Refusal(
      `${shown} is a socket unit: sockets are bound before any ordinary service starts, so to wait for one would be a circle`,
      'set FreeBind=yes in the socket, so that it may be bound before the VIP is there',
    );
  }
  if (text.includes('.') && otherTypes.includes(type)) {
    return new Refusal(
      `${shown} is a ${type} unit: what binds a VIP is a service`,
      'give the service that needs the VIPs, such as nginx.service',
    );
  }
  const name = text.includes('.') && orderedTypes.includes(type) ? text : `${text}.service`;
  if (name.length > longestUnitName) {
    return new Refusal(
      `${shown} has ${name.length} characters as a unit, and systemd takes ${longestUnitName}`,
      'give the name as systemctl lists it',
    );
  }
  return refuseUnit(name) ?? (name as UnitName);
}

function refuseUnit(name: string): Refusal | undefined {
  if (/^(@|\.(service|target)$)/.test(name)) {
    return new Refusal(`${quote(name)} has nothing before its type`, 'write it as nginx.service');
  }
  if (/@\.[a-z]+$/.test(name)) {
    return new Refusal(
      `${name} is a template: only its instances start`,
      `name an instance, such as ${name.replace('@.', '@web.')}`,
    );
  }
  if (earlier.has(name)) {
    return new Refusal(
      `${name} comes before every service of a node: it cannot wait for one`,
      'give the services that bind a VIP, such as nginx',
    );
  }
  return undefined;
}
