import { gitPatch, type Side } from './git-patch.ts';

/** A file that is there before or after, or both, and differs. */
export type FileChange = AddedFile | RemovedFile | ChangedFile;

interface AddedFile extends Location {
  readonly kind: 'added';
  readonly before?: undefined;
  readonly after: Side;
}

interface RemovedFile extends Location {
  readonly kind: 'removed';
  readonly before: Side;
  readonly after?: undefined;
}

/** A file that is there before and after. */
export interface ChangedFile extends Location {
  readonly kind: 'changed';
  readonly before: Side;
  readonly after: Side;
}

/** Where a file stands. */
export interface Location {
  /** The output folder with `/` at its end, where there are several; else empty. */
  readonly out: string;
  /** Below the output folder, with `/`. */
  readonly path: string;
}

/** What became of a file, or undefined where it is the same. */
export function fileChange(
  { out, path }: Location,
  before: Side | undefined,
  after: Side | undefined,
): FileChange | undefined {
  if (before === undefined) {
    return after === undefined ? undefined : { kind: 'added', out, path, after };
  }
  if (after === undefined) return { kind: 'removed', out, path, before };
  const isSame = before.text === after.text && before.isExecutable === after.isExecutable;
  return isSame ? undefined : { kind: 'changed', out, path, before, after };
}

/** The change as a patch in git's form. */
export function patchOf({ out, path, before, after }: FileChange): Promise<string> {
  return gitPatch(out + path, before, after);
}
