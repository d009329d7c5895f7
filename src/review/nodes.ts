import { phrase } from '../base/quote.ts';
import { roleNames } from '../roles/artifact.ts';
import { targetNames } from '../targets/index.ts';
import type { FileChange } from './file-change.ts';
import { codeSpan, counted } from './text.ts';

/** Whose file it is: the cluster, with its output folder in front where there are several. */
export function ownerOf({ out, path }: FileChange): string {
  return out + path.slice(0, path.indexOf('/'));
}

/** Whose files these are, in a few words: the one name, or such as "40 clusters". */
export function ownersOf(files: readonly FileChange[]): string {
  const owners = [...new Set(files.map(ownerOf))];
  return owners.length === 1 ? codeSpan(owners.join()) : counted(owners.length, 'cluster');
}

/** Which nodes these files are of, such as "real servers on el6 and el7". */
export function nodesOf(files: readonly FileChange[]): string {
  const places = files.map(({ path }) => path.split('/'));
  const texts = roleNames.flatMap((role) => {
    const ofRole = places.filter((place) => place[1] === role);
    const targets = targetNames.filter((name) => ofRole.some((place) => place[2] === name));
    return targets.length === 0 ? [] : [`${plural(role)} on ${phrase(targets, 'and')}`];
  });
  return phrase(texts, 'and');
}

function plural(role: string): string {
  return `${role.replace('-', ' ')}s`;
}
