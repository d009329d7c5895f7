import type { Brand } from './brand.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** A cluster's name: lower-case letters, digits and hyphens, a letter first. */
export type ClusterName = Brand<string, 'ClusterName'>;

/** The name of a cluster's service, of its init script and, with `.service`, of its unit. */
export type ServiceName = Brand<string, 'ServiceName'>;

/** What {@link parseClusterName} accepts, but for its length and ending. */
export const clusterNamePattern = /^[a-z][a-z0-9-]*$/;

/** What the name of every service begins with. */
export const servicePrefix = 'lvs-';
/** What the name of every director's service ends in. */
export const directorSuffix = '-director';

/** What a file system takes for one name (NAME_MAX), and systemd for a unit, in bytes. */
const longestFileName = 255;

/** Room beside a name for what it bears while it is written, in bytes. */
const temporaryParts = 34;

/** The longest name of a cluster, so that every file named after it has a valid name, in bytes. */
export const longestClusterName =
  longestFileName -
  servicePrefix.length -
  directorSuffix.length -
  '.service'.length -
  temporaryParts;

/** Reads a cluster's name, which is the name of a service, of files and of folders too. */
export function parseClusterName(text: string): ClusterName | Refusal {
  if (!clusterNamePattern.test(text)) {
    return new Refusal(
      `${quote(text)} is not a name for a cluster: it becomes the service ${servicePrefix}<name>, so it has lower-case letters, digits and hyphens, and a letter first`,
      ...suggestion(text),
    );
  }
  if (text.length > longestClusterName) {
    return new Refusal(
      `the name ${quote(text)} has ${text.length} characters: at most ${longestClusterName} fit into a file name of ${longestFileName} bytes, together with ${servicePrefix}, ${directorSuffix}.service and the ending of a temporary file`,
      'shorten it, and say the rest in description',
    );
  }
  if (text.endsWith(directorSuffix)) {
    const other = text.slice(0, -directorSuffix.length);
    return new Refusal(
      `the name ${text} ends in ${directorSuffix}: ${servicePrefix}${text} is the service of the director of a cluster ${other}`,
      `choose another ending, such as ${other}-directors`,
    );
  }
  return text as ClusterName;
}

/** The service of a cluster's real servers, which is also the name of their init script. */
export function serviceName(cluster: ClusterName): ServiceName {
  return `${servicePrefix}${cluster}` as ServiceName;
}

/** The service of a cluster's directors, which no cluster's real servers can have: names do not end like it. */
export function directorServiceName(cluster: ClusterName): ServiceName {
  return `${servicePrefix}${cluster}${directorSuffix}` as ServiceName;
}

function suggestion(text: string): [hint?: string] {
  const mended = text
    .slice(0, longestClusterName)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return mended === '' ? ['choose a name such as web'] : [`write it as ${mended}`];
}
