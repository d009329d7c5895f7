import { quote } from '../base/words.ts';
import type { Target } from '../targets/index.ts';
import { type Fault, impossible } from './problem.ts';

/** What the names of clusters are made of; their length and ending are looked at besides. */
export const clusterNamePattern = /^[a-z][a-z0-9-]*$/;

/** What the name of every service begins with. */
export const servicePrefix = 'lvs-';
/** What the name of every director's service ends in. */
export const directorSuffix = '-director';

/** A file system takes names of 255 bytes: this leaves room for lvs-…-director.service and a temporary ending. */
export const longestClusterName = 200;

/** What keeps a text from being a cluster's name, which is that of a service, of files and of folders too. */
export function clusterNameFault(text: string): Fault | undefined {
  if (!clusterNamePattern.test(text) || text.length > longestClusterName) {
    return [
      `${quote(text)} is not a name for a cluster: it becomes the service ${servicePrefix}<name>, so it has at most ${longestClusterName} lower-case letters, digits and hyphens, and a letter first`,
      'choose a name such as web',
    ];
  }
  if (!text.endsWith(directorSuffix)) return undefined;
  const other = text.slice(0, -directorSuffix.length);
  return [
    `the name ${text} ends in ${directorSuffix}: ${servicePrefix}${text} is the service of the director of a cluster ${other}`,
    `choose another ending, such as ${other}-directors`,
  ];
}

/** What the kernel takes for an interface's name (IFNAMSIZ, less the closing zero). */
export const longestInterfaceName = 15;

/** What the names of interfaces are made of. */
export const interfaceNamePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/;

/** What keeps a text from naming an interface that is on a network. */
export function interfaceFault(text: string): Fault | undefined {
  if (!interfaceNamePattern.test(text)) {
    return [
      `${quote(text)} is not the name of an interface: it has at most ${longestInterfaceName} letters, digits and _.-, and a letter, a digit or _ first`,
      'give one name as ip link shows it, such as eth0',
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

/** Units that start before every service: to start before them as well would be a circle (systemd.special(7)). */
const early =
  /\.socket\.service$|^(sysinit|basic|local-fs|network-pre|network|network-online)\.target$|^network\.service$/;

/** What is not the name of a service or target; of a template, only instances start. */
const noService =
  /^[@.]|@\.(service|target)$|[^A-Za-z0-9:_.@\\-]|.{256}|\.(device|mount|automount|swap|path|timer|slice|scope)\.service$/;

/** What keeps a text from naming a service or target that starts after one of ours. */
export function unitFault(text: string): Fault | undefined {
  const hint = 'give the service that binds a VIP, such as nginx';
  if (early.test(unitName(text))) {
    return [`${quote(text)} comes before every service of a node: it cannot wait for one`, hint];
  }
  if (!noService.test(unitName(text))) return undefined;
  return [`${quote(text)} is not the name of a service that can be started`, hint];
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

/** In characters (code points). */
export const longestText = 200;

/** What breaks a line, does not show, or turns around what follows. */
const hidden =
  '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';

/** A pattern of one line of text that shows as it is; lone surrogates are looked for besides. */
export const linePattern = new RegExp(`^[^${hidden}]*[^\\s${hidden}][^${hidden}]*$`);

/** What keeps the text of the key `name` from standing in a comment or a unit: one line that hides nothing. */
export function lineFault(name: string, text: string): Fault | undefined {
  const { length } = Array.from(text);
  if (linePattern.test(text) && !/\p{Cs}/u.test(text) && length <= longestText) return undefined;
  return [
    `${name} is not one line of 1 to ${longestText} characters that show: ${quote(text)}`,
    'write it in one line of plain text, or leave the key out',
  ];
}

/** A pattern of one line that rpm prints as it is. */
export const specPattern = /^[^%\n\r]*[^%\\\s]$/;
/** A pattern of addresses of pages. */
export const urlPattern = /^(https?|ftp):\/\/[^\s%\\]+$/;

/** What keeps the text of the key `name` from being a tag of a spec. */
export function specFault(name: string, text: string): Fault | undefined {
  if (text.includes('%') || text.trimEnd().endsWith('\\')) {
    const message = `${name} has a percent sign, or a backslash at its end: rpm would not print it as it is`;
    return [message, 'say it without the sign'];
  }
  if (name !== 'url' || urlPattern.test(text.trim())) return lineFault(name, text);
  return ['url is no address of a page', 'write it as https://www.example.com/, or leave it out'];
}

/**
 * A pattern of versions and releases. rpm takes these characters and no two dots in a row (rpmCharCheck in
 * build/parsePreamble.c); a hyphen parts version and release in the name of a package.
 */
export const versionPattern = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~^]*$/;

/** In characters. */
export const longestVersion = 64;

/** What keeps a text from being the version of a package, or its release. */
export function versionFault(what: 'version' | 'release', text: string): Fault | undefined {
  if (versionPattern.test(text) && text.length <= longestVersion) return undefined;
  return [
    `${what} ${quote(text)} is none to rpm: it takes up to ${longestVersion} letters, digits and . _ + ~ ^, a letter or digit first and no two dots in a row`,
    `write one such as ${what === 'version' ? '1.4.2' : '1'}`,
  ];
}

/** What keeps a text from being a line of a changelog. */
export function changeFault(text: string): Fault | undefined {
  if (!text.trimEnd().endsWith('\\')) return lineFault('a change', text);
  return ['a change ends in a backslash, which joins lines in a spec', 'leave it out'];
}

/** A pattern of days that rpm takes in a changelog. */
export const datePattern = /^(199\d|2\d{3})-\d{2}-\d{2}$/;

/** What keeps a text from being the day of an entry of a changelog. */
export function dateFault(text: string): Fault | undefined {
  const time = Date.parse(`${text}T00:00:00Z`);
  // A day that its month does not have is read as one of the next.
  if (datePattern.test(text) && new Date(time || 0).toISOString().startsWith(text))
    return undefined;
  return [`date ${quote(text)} is no day from 1990 on`, 'write it as 2026-11-28'];
}

/** What keeps the rpm of a target from comparing a version, or a release. */
export function targetVersionFault(
  what: 'version' | 'release',
  text: string,
  target: Target,
): Fault | undefined {
  const unknown = (['~', '^'] as const).filter((character) => text.includes(character));
  const [reason] = unknown.flatMap((character) => target.missingVersionCharacters[character] ?? []);
  if (reason === undefined) return undefined;
  const hint = 'use letters, digits, dots and underscores alone';
  return [impossible(`${what} ${text}`, target, reason), hint];
}

/** A pattern of ranges of ports; their order and size are looked at besides. */
export const portRangePattern = /^[1-9][0-9]{0,4}-[1-9][0-9]{0,4}$/;

/** Tells whether a text is a range of ports. */
export function isPortRange(text: string): boolean {
  const { first, last } = boundsOf(text);
  return portRangePattern.test(text) && first < last && last <= 65_535;
}

/** The first and the last port that an entry of a list means. */
export function boundsOf(ports: number | string): { first: number; last: number } {
  const [first = 0, last = first] = String(ports).split('-').map(Number);
  return { first, last };
}
