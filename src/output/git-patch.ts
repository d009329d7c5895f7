import type { StructuredPatch, StructuredPatchHunk } from 'diff';

/** What a file is before or after a change. */
export interface Side {
  readonly isExecutable: boolean;
  /** Undefined when it is not UTF-8. */
  readonly text: string | undefined;
}

/** Beyond so many differing lines the shortest diff takes seconds to find, and nobody would read it. */
export const maxEditLength = 1000;

/**
 * The change of one file as a patch in git's form.
 *
 * @param before undefined when the file is to be created
 * @param after undefined when it is to be removed
 */
export async function gitPatch(
  path: string,
  before: Side | undefined,
  after: Side | undefined,
): Promise<string> {
  const { formatPatch } = await import('diff');
  const oldText = before === undefined ? '' : before.text;
  const newText = after === undefined ? '' : after.text;
  const isText = oldText !== undefined && newText !== undefined;
  const patch: StructuredPatch = {
    oldFileName: before === undefined ? '/dev/null' : `a/${path}`,
    newFileName: after === undefined ? '/dev/null' : `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    isGit: true,
    isCreate: before === undefined,
    isDelete: after === undefined,
    ...modes(before, after),
    hunks: isText ? await hunks(oldText, newText) : [],
  };
  const text = formatPatch(patch);
  if (isText) return text;
  // A text of lines cannot carry such bytes; this is git's way to say so.
  return `${text}Binary files ${patch.oldFileName ?? ''} and ${patch.newFileName ?? ''} differ\n`;
}

function modes(before: Side | undefined, after: Side | undefined): Partial<StructuredPatch> {
  if (before?.isExecutable === after?.isExecutable) return {};
  return {
    ...(before === undefined ? {} : { oldMode: gitMode(before) }),
    ...(after === undefined ? {} : { newMode: gitMode(after) }),
  };
}

function gitMode(side: Side): string {
  return side.isExecutable ? '100755' : '100644';
}

async function hunks(oldText: string, newText: string): Promise<StructuredPatchHunk[]> {
  const { structuredPatch } = await import('diff');
  const options = { context: 3, maxEditLength };
  const shortest = structuredPatch('', '', oldText, newText, undefined, undefined, options);
  if (shortest !== undefined) return shortest.hunks;
  const [removal] = structuredPatch('', '', oldText, '').hunks;
  const [addition] = structuredPatch('', '', '', newText).hunks;
  if (removal === undefined || addition === undefined) return [];
  const { newStart, newLines } = addition;
  return [{ ...removal, newStart, newLines, lines: [...removal.lines, ...addition.lines] }];
}
