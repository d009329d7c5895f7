// The kinds of text that a config has, each with what is said of one that is not of it.
import * as z from 'zod';
import { quote } from '../base/words.ts';
import type { Fault } from './problem.ts';
import { checked, type Text, text } from './schema-values.ts';

/** What the names of clusters are made of; their length and ending are looked at besides. */
export const clusterNamePattern = /^[a-z][a-z0-9-]*$/;

/** What the name of every service begins with. */
export const servicePrefix = 'lvs-';
/** What the name of every director's service ends in. */
export const directorSuffix = '-director';

/** A file system takes names of 255 bytes: this leaves room for lvs-…-director.service and a temporary ending. */
export const longestClusterName = 200;

/** What keeps a text from being a cluster's name, which is that of a service, of files and of folders too. */
export function clusterNameFault(name: string): Fault | undefined {
  if (!clusterNamePattern.test(name) || name.length > longestClusterName) {
    return [
      `${quote(name)} is not a name for a cluster: it becomes the service ${servicePrefix}<name>, so it has at most ${longestClusterName} lower-case letters, digits and hyphens, and a letter first`,
      'choose a name such as web',
    ];
  }
  if (!name.endsWith(directorSuffix)) return undefined;
  const other = name.slice(0, -directorSuffix.length);
  return [
    `the name ${name} ends in ${directorSuffix}: ${servicePrefix}${name} is the service of the director of a cluster ${other}`,
    `choose another ending, such as ${other}-directors`,
  ];
}

/** An interface that is on a network. */
export const interfaceName = text(
  { pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/, maxLength: 15, example: 'eth0' },
  (name, isOfPattern) => {
    if (!isOfPattern) {
      return [
        `${quote(name)} is not the name of an interface: it has at most 15 letters, digits and _.-, and a letter, a digit or _ first`,
        'give one name as ip link shows it, such as eth0',
      ];
    }
    if (!['lo', 'all', 'default'].includes(name)) return undefined;
    return [`${name} is no interface on a network`, 'give one as ip link shows it, such as eth0'];
  },
);

/** Units that start before every service: to start before them as well would be a circle (systemd.special(7)). */
const early =
  /\.socket\.service$|^(sysinit|basic|local-fs|network-pre|network|network-online)\.target$|^network\.service$/;

/** What is not the name of a service or target; of a template, only instances start. */
const noService =
  /^[@.]|@\.(service|target)$|[^A-Za-z0-9:_.@\\-]|.{256}|\.(device|mount|automount|swap|path|timer|slice|scope)\.service$/;

/** A service or target that starts after one of ours, by its full name: one without a type is a service. */
export const unit = text(
  { pattern: /^[A-Za-z0-9:_.@\\-]+$/, example: 'nginx' },
  (name) => {
    const hint = 'give the service that binds a VIP, such as nginx';
    if (early.test(unitName(name))) {
      return [`${quote(name)} comes before every service of a node: it cannot wait for one`, hint];
    }
    if (!noService.test(unitName(name))) return undefined;
    return [`${quote(name)} is not the name of a service that can be started`, hint];
  },
  unitName,
);

function unitName(name: string): string {
  return /.\.(service|target)$/.test(name) ? name : `${name}.service`;
}

const levels = /^(-|(?!.*(.).*\2)[0-6]+)$/;

/** Run levels as chkconfig reads them: `-` for none, or distinct digits. YAML takes 345 for a number. */
export const runLevels = checked(
  z
    .union([
      z.string().meta({ pattern: levels.source }),
      z.int().meta({ minimum: 0, maximum: 6543210 }),
    ])
    .meta({ examples: ['345'] }),
  (written) => {
    if (levels.test(String(written))) return undefined;
    return [
      `levels ${quote(String(written))} is no list of run levels: chkconfig takes the digits 0 to 6, each once and with nothing between them, or - for none`,
      'write "345", or "-" for none',
    ];
  },
  String,
);

/** What breaks a line, does not show, or turns around what follows. */
const hidden =
  '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const linePattern = new RegExp(`^[^${hidden}]*[^\\s${hidden}][^${hidden}]*$`);
/** In characters (code points). */
const longestLine = 200;

/** The text of the key `name`: one line that shows as it is, for a comment, a unit or a spec. */
export function line(
  name: string,
  example: string,
  faultOf: (written: string) => Fault | undefined = () => undefined,
  pattern = linePattern,
): Text {
  return text(
    { pattern, maxLength: longestLine, example },
    (written) => {
      const fault = faultOf(written);
      if (fault !== undefined) return fault;
      const { length } = Array.from(written);
      const isOneLine = linePattern.test(written) && !/\p{Cs}/u.test(written);
      if (isOneLine && length <= longestLine) return undefined;
      return [
        `${name} is not one line of 1 to ${longestLine} characters that show: ${quote(written)}`,
        'write it in one line of plain text, or leave the key out',
      ];
    },
    (written) => written.trim(),
  );
}
