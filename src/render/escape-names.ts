import { commentBeginning, lineText, quotedShellWord, shellWord } from './escapes.ts';
import type { Escape } from './scanner.ts';
import { specPath, specShell, specTag, specText } from './spec-escapes.ts';
import {
  systemdArgument,
  systemdArgumentPiece,
  systemdProgram,
  systemdText,
} from './systemd-escapes.ts';

const either = [false, true];

const shellEscapes: readonly (readonly [string, Escape])[] = [
  ['shellWord', shellWord],
  ['quotedShellWord', quotedShellWord],
  ...either.flatMap((last): [string, Escape][] => [
    [`lineText ${last}`, lineText(last)],
    [`commentBeginning ${last}`, commentBeginning(last)],
  ]),
];

const escapes: ReadonlyMap<string, Escape> = new Map([
  ...shellEscapes,
  ...shellEscapes.map(([name, escape]): [string, Escape] => [`spec ${name}`, specShell(escape)]),
  ['specPath', specPath],
  ['systemdArgument', systemdArgument],
  ...either.flatMap((flag): [string, Escape][] => [
    [`specTag ${flag}`, specTag(flag)],
    [`systemdText ${flag}`, systemdText(flag)],
    [`systemdArgumentPiece ${flag}`, systemdArgumentPiece(flag)],
    [`systemdProgram ${flag}`, systemdProgram(flag)],
    ...either.map((last): [string, Escape] => [`specText ${flag} ${last}`, specText(flag, last)]),
  ]),
]);

const names: ReadonlyMap<Escape, string> = new Map(
  Array.from(escapes, ([name, escape]) => [escape, name]),
);

/** The name of an escape, by which a prepared template keeps it. */
export function nameOfEscape(escape: Escape): string {
  const name = names.get(escape);
  if (name === undefined) throw new Error('an escape without a name');
  return name;
}

/** The escape of a name. */
export function escapeNamed(name: string): Escape {
  const escape = escapes.get(name);
  if (escape === undefined) throw new Error(`there is no escape ${name}`);
  return escape;
}
