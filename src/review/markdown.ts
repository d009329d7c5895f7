import { structuredPatch } from 'diff';
import { counted } from '../base/words.ts';
import { manifestName } from '../output/paths.ts';
import { fate, type FileChange, patchOf } from './file-change.ts';

export interface Heading {
  /** The command line that prints all of it. */
  readonly command: string;
  /** What it was compared with, such as `commit 0123abc`. */
  readonly base: string;
  /** What the change means on the hosts, as Markdown; absent where that is not known. */
  readonly words?: string;
}

/** GitHub takes 65,536 characters for a comment; the rest is for whoever puts something around this. */
export const longestComment = 64_000;

/** So much is told of a change. */
const mostLines = 200;
const mostNames = 60;

/**
 * Changes as Markdown, for the comment on a pull request: what they mean on the hosts, what is removed and added, and
 * each patch once, with the list of the files that it applies to. What is too long for a comment is left out from the
 * end, with a sentence that says so.
 */
export function reviewMarkdown(
  changes: readonly FileChange[],
  { command, base, words }: Heading,
): string {
  const files = changes.filter(({ path }) => path !== manifestName);
  const clipped = codeSpan(command.length <= 120 ? command : `${command.slice(0, 119)}…`);
  const [changed, added, removed] = (['changed', 'added', 'removed'] as const).map((wanted) =>
    files.filter((file) => fate(file) === wanted),
  ) as [FileChange[], FileChange[], FileChange[]];
  const counts = `${counted(changed.length, 'file')} changed, ${added.length} added, ${removed.length} removed`;
  const onHosts = words === undefined ? '' : `\n### On the hosts\n\n${words}`;
  const sections = [
    ...listSection('removed', removed),
    ...listSection('added', added),
    ...groupsOf(changed).map(patchSection),
  ];
  let text = `## ${clipped}\n\nCompared with ${base}: ${counts}.\n${onHosts}`;
  for (const [index, section] of sections.entries()) {
    if (text.length + section.length > longestComment - 500) {
      const left = counted(sections.length - index, 'more change');
      return `${text}\n**Left out: ${left}.** GitHub takes 65,536 characters for a comment; ${clipped} prints all.\n`;
    }
    text += `\n${section}`;
  }
  return text;
}

/** Files that change in the same way but for the cluster's name, those of the most files first. */
function groupsOf(changed: readonly FileChange[]): readonly (readonly FileChange[])[] {
  const keyOf = (file: FileChange): string => {
    const [before, after] = [file.before?.text ?? '', file.after?.text ?? ''];
    const { hunks } = structuredPatch('', '', before, after, '', '', { context: 0 });
    const lines = hunks.flatMap((hunk) => ['', ...hunk.lines]).join('\n');
    return `${file.before?.isExecutable} ${file.after?.isExecutable} ${withoutName(file, lines)}`;
  };
  const groups = [...groupBy(changed, keyOf).values()];
  return groups.toSorted((one, other) => other.length - one.length);
}

/** Puts * for the name of the file's cluster, wherever it stands as a word or in the name of a service. */
function withoutName(file: FileChange, text: string): string {
  const [cluster = ''] = file.path.split('/', 1);
  // The words of a name are joined by hyphens, so that lvs-web-2 is about another cluster than web.
  const name = `(?<![\\w-])(lvs-)?${cluster}(?=(-director)?(-guard)?(?![\\w-]))`;
  return text.replaceAll(new RegExp(name, 'g'), '$1*');
}

function listSection(word: string, files: readonly FileChange[]): string[] {
  if (files.length === 0) return [];
  const title = `### ${counted(files.length, 'file')} ${word}: ${ownersOf(files)}`;
  return [`${title}\n\n${fileList(files)}`];
}

function patchSection(files: readonly FileChange[]): string {
  const patch = files.slice(0, 1).map(patchOf).join('').split('\n').slice(0, -1);
  const more = patch.length - mostLines;
  const text = [
    `### ${ownersOf(files)}\n`,
    // A patch may hold three backquotes.
    ...['````diff', ...patch.slice(0, mostLines), '````\n'],
    ...(more > 0 ? [`${counted(more, 'more line')} of this change left out.\n`] : []),
    ...(files.length > 1 ? [`The same in ${files.length} files:\n`, fileList(files)] : []),
  ];
  return text.join('\n');
}

function fileList(files: readonly FileChange[]): string {
  const patterns = groupBy(files, (file) => withoutName(file, file.path));
  const rows = Array.from(patterns, ([pattern, same]) => {
    if (same.length === 1) return `- ${codeSpan(same[0].out + same[0].path)}\n`;
    return `- ${codeSpan(pattern)} of ${nameList(same.map(ownerOf), mostNames)}\n`;
  });
  return rows.join('');
}

/** Whose file it is: the cluster, with its output folder in front where there are several. */
function ownerOf({ out, path }: FileChange): string {
  return out + path.slice(0, path.indexOf('/'));
}

/** Whose files these are, in a few words: the one name, or such as "40 clusters". */
function ownersOf(files: readonly FileChange[]): string {
  const owners = [...new Set(files.map(ownerOf))];
  return owners.length === 1 ? codeSpan(owners.join()) : counted(owners.length, 'cluster');
}

/** A text as code within a line: nothing in it is taken for Markdown, HTML, a mention or a link. */
function codeSpan(text: string): string {
  return `\`${text.replaceAll(/\s/g, ' ').replaceAll('`', "'")}\``;
}

/** The first of some names as code, and how many there are beyond. */
export function nameList(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${codeSpan(names.slice(0, most).join(', '))}${more}`;
}

/** The items by what they have in common, in the order of the first of each. */
export function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly [Item, ...Item[]]> {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
