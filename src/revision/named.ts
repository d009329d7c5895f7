import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';

/** Which revision stands where. */
interface Place {
  readonly rev: string;
  /** The folder in it that files are named from, absolute. */
  readonly cwd: string;
  /** Its top folder, absolute. */
  readonly root: string;
}

/** A file of a revision as git names it, such as `main:sites/lvsgen.yaml`; any other stays as it is. */
export function nameIn(file: string, { rev, cwd, root }: Place): string {
  if (file.startsWith(`${rev}:`)) return file;
  const path = relative(root, resolve(cwd, file));
  return path.startsWith('..') ? file : `${rev}:${path}`;
}

/** The diagnostics with the files of a revision as git names them, in place of the temporary ones. */
export function named(diagnostics: readonly Diagnostic[], place: Place): readonly Diagnostic[] {
  const inText = (text: string): string => text.replaceAll(`${place.root}/`, `${place.rev}:`);
  return diagnostics.map((diagnostic) => {
    const { file, message, hint, related } = diagnostic;
    return {
      ...diagnostic,
      message: inText(message),
      ...(hint === undefined ? {} : { hint: inText(hint) }),
      ...(file === undefined ? {} : { file: nameIn(file, place) }),
      ...(related === undefined
        ? {}
        : { related: { ...related, file: nameIn(related.file, place) } }),
    };
  });
}
