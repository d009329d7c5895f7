import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { attempt } from '../base/files.ts';
import type { Io } from '../base/io.ts';
import { replaceFile } from '../output/files.ts';
import { shellWord } from '../render/shell.ts';
import { type ReportFormat, reporters } from '../report/index.ts';
import type { Selection } from '../roles/artifact.ts';
import type { SelectOptions } from './options.ts';

export interface Context extends Io {
  /** Tells about the work, or, as `data`, what the command is run for. */
  tell(diagnostics: readonly Diagnostic[], as?: 'message' | 'data'): void;
  /** Has to be called when the command is done. */
  end(): void;
}

/**
 * Prints text for people as it comes: messages on stderr, data on stdout. Every other format is one document on stdout
 * at the end, also where there was nothing to tell.
 */
export function createContext(io: Io, format: ReportFormat, version: string): Context {
  const told: Diagnostic[] = [];
  const near = <Place extends { readonly file?: string }>(one: Place): Place =>
    one.file !== undefined && isAbsolute(one.file) ? { ...one, file: place(io, one.file) } : one;
  const textOf = (diagnostics: readonly Diagnostic[]): string => {
    const placed = diagnostics.map((one) =>
      near(one.related ? { ...one, related: near(one.related) } : one),
    );
    return reporters[format](placed, { colour: io.colour, version });
  };
  return {
    ...io,
    tell(diagnostics, as = 'message') {
      if (format !== 'text') told.push(...diagnostics);
      else if (diagnostics.length > 0) (as === 'data' ? io.out : io.err)(textOf(diagnostics));
    },
    end() {
      if (format !== 'text') io.out(textOf(told));
    },
  };
}

export function selectionOf({ cluster = [], role = [], target = [] }: SelectOptions): Selection {
  return { clusters: cluster, roles: role, targets: target };
}

/** A command line with these options, to be pasted into a shell. */
export function commandLine(command: readonly string[], options: SelectOptions): string {
  // In one word where the value would be taken for another option.
  const option = (name: string, value: string): string[] =>
    /^-./.test(value) ? [`--${name}=${value}`] : [`--${name}`, value];
  const words = (['config', 'out', 'cluster', 'role', 'target'] as const).flatMap((name) =>
    [options[name] ?? []].flat().flatMap((value) => option(name, value)),
  );
  return ['lvsgen', ...command, ...words].map(shellWord).join(' ');
}

/** A path as someone in the current folder would name it. */
export function place({ cwd }: Io, ...path: readonly string[]): string {
  const absolute = resolve(cwd, join(...path));
  const short = relative(cwd, absolute);
  return short === '' ? '.' : short.startsWith('..') ? absolute : short;
}

/**
 * Writes a file that is not there, and tells of it.
 *
 * @param next what to do with it, as the end of a sentence
 * @param mark what another text that is there has if it may be replaced
 * @throws LvsgenError when the file is there with any other text
 */
export function writeOut(
  name: string,
  text: string,
  context: Context,
  { next = '', mark }: { readonly next?: string; readonly mark?: string } = {},
): void {
  const path = resolve(context.cwd, name);
  const before = existsSync(path) ? attempt('read', path, () => readFileSync(path, 'utf8')) : null;
  if (before !== null && before !== text && !(mark && before.includes(mark))) {
    const message = `${place(context, path)} is there already`;
    throw LvsgenError.of(message, 'move it away first, or write to another place');
  }
  if (before !== text) replaceFile(path, text);
  const done = before === null ? 'wrote' : before === text ? 'unchanged' : 'updated';
  context.err(`${done} ${place(context, path)}${next}\n`);
}
