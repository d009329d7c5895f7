import type { RenderedFile } from '../model/artifact.ts';

/** Files put together that a linter cannot tell apart. */
export interface Alike {
  /** One of each kind. */
  readonly firsts: readonly RenderedFile[];
  /** The others of the kind of each first one. */
  readonly others: ReadonlyMap<RenderedFile, readonly RenderedFile[]>;
}

/** Puts files together by their kind. */
export function alikeIn(
  files: readonly RenderedFile[],
  kindOf: (file: RenderedFile) => string,
): Alike {
  const kinds = new Map<string, RenderedFile>();
  const others = new Map<RenderedFile, RenderedFile[]>();
  for (const file of files) {
    const kind = kindOf(file);
    const first = kinds.get(kind);
    if (first === undefined) {
      kinds.set(kind, file);
      others.set(file, []);
    } else {
      others.get(first)?.push(file);
    }
  }
  return { firsts: [...kinds.values()], others };
}
