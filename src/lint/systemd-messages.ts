import type { RenderedFile } from '../roles/artifact.ts';

/** One message of systemd about one of our units. */
export interface SystemdMessage {
  readonly unit: RenderedFile;
  /** Undefined where the unit as a whole is meant. */
  readonly line: number | undefined;
  readonly text: string;
}

/**
 * Picks the messages about our units out of what `systemd-analyze verify` wrote; about others, which older versions
 * load from this machine, it may say what it likes.
 *
 * @param units our units by name
 */
export function parseMessages(
  output: string,
  folder: string,
  units: ReadonlyMap<string, RenderedFile>,
): readonly SystemdMessage[] {
  return output.split('\n').flatMap((raw) => {
    // Up to version 230 or so the place stands in brackets.
    const placed = raw.replace(/^\[([^\]]+:\d+)\] /, '$1: ');
    const message = placed.startsWith(`${folder}/`) ? placed.slice(folder.length + 1) : placed;
    const match = /^(?:Unit )?([^\s:]+)(?::(\d+))?(?:: | )(.*)$/.exec(message);
    const unit = units.get(match?.[1] ?? '');
    if (unit === undefined) return [];
    return [
      {
        unit,
        line: match?.[2] === undefined ? undefined : Number(match[2]),
        text: match?.[3] ?? '',
      },
    ];
  });
}

/** What is said of units that are as they should be, or is found by the table of their target's own systemd. */
const expected: readonly RegExp[] = [
  // The logic is installed on the nodes, not on the machine that lints; that it is rendered is checked elsewhere.
  /^Command \S+ is not executable: No such file or directory$/,
  // Nor are the services that a unit waits for or belongs to.
  /^Failed to create \S+\/start: Unit \S+ not found\.?$/,
  // This machine's version may know more or less than that of the target.
  /^Unknown (?:key|key name|lvalue|section) /,
  /^Neither a valid executable name nor an absolute path: /,
  /^Executable path is not absolute/,
  /^Missing '=', ignoring line/,
  /^Assignment outside of section/,
  // These two follow from another message.
  /^Unit configuration has fatal error, unit will not be started/,
  /^has a bad unit file setting/,
];

/** Tells whether a message is one to mend the unit for. */
export function isFinding(message: SystemdMessage): boolean {
  return !expected.some((pattern) => pattern.test(message.text));
}
