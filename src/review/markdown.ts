import type { FileChange } from '../output/file-change.ts';
import { manifestName } from '../output/manifest.ts';
import { type Group, groupChanges } from './groups.ts';
import { codeBlock, codeSpan } from './markdown-text.ts';
import type { Review } from './review.ts';
import { counts, nodeTable } from './summary.ts';
import { where } from './where.ts';
import { counted, nodesOf, ownersOf } from './words.ts';

/** What a review is called. */
export interface Heading {
  /** The command line that prints all of it. */
  readonly command: string;
  /** What it was compared with, such as `commit 0123abc`. */
  readonly base: string;
}

/** GitHub takes 65,536 characters for a comment; the rest is for whoever puts something around this. */
export const longestComment = 64_000;

/** How much is told of each thing. */
interface Measure {
  /** Lines of a patch. */
  readonly lines: number;
  /** Names of a list, and lists. */
  readonly names: number;
}

const whole: Measure = { lines: Infinity, names: Infinity };
const brief: Measure = { lines: 80, names: 60 };

/**
 * A review as Markdown, for the comment on a pull request: which nodes are concerned and how, what is removed and
 * added, and each change once, with the list of where it applies. What is too long for a comment is shortened, and
 * then left out from the end, with a sentence that says so.
 */
export async function reviewMarkdown(review: Review, heading: Heading): Promise<string> {
  const changes = review.changes.filter(({ path }) => path !== manifestName);
  const title = `## ${codeSpan(clipped(heading.command))}\n`;
  if (changes.length === 0) {
    return `${title}\nNo script or unit differs from ${heading.base}; the list of them, ${codeSpan(manifestName)}, does.\n`;
  }
  const own = { ...review, changes };
  const head = `${title}\n${counts(own)}, compared with ${heading.base}.\n\n${nodeTable(own)}`;
  const groups = groupChanges(changes.filter((change) => change.kind === 'changed'));
  const sections = async (measure: Measure): Promise<readonly Section[]> => [
    ...listSections(changes, measure),
    ...(await Promise.all(groups.map((group) => groupSection(group, measure)))),
  ];
  const text = joined(head, await sections(whole));
  return text.length <= longestComment ? text : cut(head, await sections(brief), heading);
}

/** A passage of a review that is there as a whole or not at all. */
interface Section {
  readonly text: string;
  readonly files: readonly FileChange[];
}

function joined(head: string, sections: readonly Section[]): string {
  return [head, ...sections.map(({ text }) => text)].join('\n');
}

function listSections(changes: readonly FileChange[], { names }: Measure): readonly Section[] {
  return (['removed', 'added'] as const).flatMap((kind) => {
    const files = changes.filter((change) => change.kind === kind);
    if (files.length === 0) return [];
    const title = `### ${counted(files.length, 'file')} ${kind}: ${ownersOf(files)}`;
    return [{ text: `${title}\n\n${where(files, names)}`, files }];
  });
}

async function groupSection(group: Group, { lines, names }: Measure): Promise<Section> {
  const { files } = group;
  const patch = (await group.patch()).split('\n').slice(0, -1);
  const more = patch.length - lines;
  const rest = more > 0 ? `\n${counted(more, 'more line')} of this change left out.\n` : '';
  const shown = codeBlock(`${patch.slice(0, lines).join('\n')}\n`, 'diff');
  const others =
    files.length === 1 ? '' : `\nThe same in ${files.length} files:\n\n${where(files, names)}`;
  const title = `### ${ownersOf(files)}: ${nodesOf(files)}`;
  return { text: `${title}\n\n${shown}${rest}${others}`, files };
}

function cut(head: string, sections: readonly Section[], { command }: Heading): string {
  const room = longestComment - 500;
  let length = head.length;
  const end = sections.findIndex(({ text }) => (length += text.length + 1) > room);
  if (end < 0) return joined(head, sections);
  const left = sections.slice(end);
  const files = new Set(left.flatMap((section) => section.files));
  const text =
    `**Left out: ${counted(left.length, 'more change')}, in ${counted(files.size, 'file')} of ${ownersOf([...files])}.** ` +
    `GitHub takes 65,536 characters for a comment; ${codeSpan(clipped(command))} prints all.\n`;
  return joined(head, [...sections.slice(0, end), { text, files: [] }]);
}

function clipped(command: string): string {
  return command.length <= 120 ? command : `${command.slice(0, 119)}…`;
}
