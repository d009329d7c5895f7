import { quote } from '../base/words.ts';
import type { Fault } from './problem.ts';

/** What the names of clusters are made of; their length and ending are looked at besides. */
export const clusterNamePattern = /^[a-z][a-z0-9-]*$/;

/** What the name of every service begins with. */
export const servicePrefix = 'lvs-';
/** What the name of every director's service ends in. */
export const directorSuffix = '-director';

/** What a file system takes for one name (NAME_MAX), and systemd for a unit, in bytes. */
const longestFileName = 255;

/** So that every file named after a cluster has a valid name: 34 bytes are left for a temporary ending. */
export const longestClusterName =
  longestFileName - `${servicePrefix}${directorSuffix}.service`.length - 34;

/** What keeps a text from being a cluster's name, which is that of a service, of files and of folders too. */
export function clusterNameFault(text: string): Fault | undefined {
  if (!clusterNamePattern.test(text)) {
    const mended = text
      .slice(0, longestClusterName)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '');
    return [
      `${quote(text)} is not a name for a cluster: it becomes the service ${servicePrefix}<name>, so it has lower-case letters, digits and hyphens, and a letter first`,
      mended === '' ? 'choose a name such as web' : `write it as ${mended}`,
    ];
  }
  if (text.length > longestClusterName) {
    return [
      `the name ${quote(text)} has ${text.length} characters, and file names have room for ${longestClusterName}`,
      'shorten it, and say the rest in description',
    ];
  }
  if (text.endsWith(directorSuffix)) {
    const other = text.slice(0, -directorSuffix.length);
    return [
      `the name ${text} ends in ${directorSuffix}: ${servicePrefix}${text} is the service of the director of a cluster ${other}`,
      `choose another ending, such as ${other}-directors`,
    ];
  }
  return undefined;
}

/** What the kernel takes for an interface's name (IFNAMSIZ, less the closing zero). */
export const longestInterfaceName = 15;

/** What the names of interfaces are made of. */
export const interfaceNamePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/;

/** What keeps a text from naming an interface that is on a network. */
export function interfaceFault(text: string): Fault | undefined {
  const [device = ''] = text.split(':');
  if (!interfaceNamePattern.test(text)) {
    const isLabel = device !== text && interfaceNamePattern.test(device);
    return [
      `${quote(text)} is not the name of an interface: it has at most ${longestInterfaceName} letters, digits and _.-, and a letter, a digit or _ first`,
      `give ${isLabel ? `the interface itself, ${device}` : 'one name as ip link shows it, such as eth0'}`,
    ];
  }
  if (!['lo', 'all', 'default'].includes(text)) return undefined;
  return [`${text} is no interface on a network`, 'give one as ip link shows it, such as eth0'];
}

/** What the names of units are made of (systemd.unit(5)). */
export const unitNamePattern = /^[A-Za-z0-9:_.@\\-]+$/;

/** The full name of a unit: a name without a type is a service's. */
export function unitName(text: string): string {
  return /.\.(service|target)$/.test(text) ? text : `${text}.service`;
}

/** What a unit cannot be that starts after one of ours: a pattern of its full name, why, and what to do. */
const notAfterOurs: readonly (readonly [RegExp, ...Fault])[] = [
  [
    // systemd.special(7): sockets.target comes before basic.target, which a service follows by default.
    /\.socket\.service$/,
    'is bound before any service starts: to wait for one would be a circle',
    'set FreeBind=yes in the socket, so that it may be bound before the VIP is there',
  ],
  [
    /@\.(service|target)$/,
    'is a template: only its instances start',
    'name an instance, such as NAME@web.service',
  ],
  [
    // To start before them as well would be a circle.
    /^(sysinit|basic|local-fs|network-pre|network|network-online)\.target$|^network\.service$/,
    'comes before every service of a node: it cannot wait for one',
    'give the service that binds a VIP, such as nginx',
  ],
  [
    /^[@.]|[^A-Za-z0-9:_.@\\-]|.{256}|\.(device|mount|automount|swap|path|timer|slice|scope)\.service$/,
    'is not the name of a service: those have letters, digits and :_.@\\-',
    'give the service that binds a VIP, such as nginx',
  ],
];

/** What keeps a text from naming a service or target that starts after one of ours. */
export function unitFault(text: string): Fault | undefined {
  const found = notAfterOurs.find(([pattern]) => pattern.test(unitName(text)));
  return found && [`${quote(text)} ${found[1]}`, found[2]];
}

/** Run levels as chkconfig reads them: `-` for none, or distinct digits. */
export const runLevelsPattern = /^(-|(?!.*(.).*\2)[0-6]+)$/;

/** What keeps a text from being run levels. */
export function runLevelsFault(text: string): Fault | undefined {
  if (runLevelsPattern.test(text)) return undefined;
  return [
    `levels ${quote(text)} is no list of run levels: chkconfig takes the digits 0 to 6, each once and with nothing between them, or - for none`,
    'write "345", or "-" for none',
  ];
}
