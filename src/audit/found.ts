import type { Effect, Place, Step } from './effect.ts';

/** What is undefined depends on what is not known. */
export type Answer = boolean | undefined;

/** How a list of commands ended, if not at its end. */
export type End = 'exit' | 'return' | 'break' | 'continue' | undefined;

/** What a run takes for granted. */
export interface Given {
  /** Values of what the script is not told by itself: `$1` of arguments, `$IFACE` of the environment. */
  readonly values?: ReadonlyMap<string, string>;
  /** Arguments that may be left away are there, whatever they are. */
  readonly asks?: boolean;
  /** These are all arguments that there are; else there may be others. */
  readonly args?: readonly string[];
  /** What is up for whoever asks the kernel; else that is not known. */
  readonly up?: readonly string[];
  /** What fails: to add an address, or a service of IPVS. */
  readonly fails?: Effect['does'];
}

/** Text that is read or written, with the line of the script that each line of it comes from. */
export interface Text {
  text: string;
  readonly lines: number[];
}

/** A command that was called: the name of its program without a folder, and all words as they were written. */
export interface Called {
  readonly program: string;
  readonly words: readonly string[];
  readonly place: Place;
}

/** What a run has found. */
export interface Found {
  readonly steps: Step[];
  readonly called: Called[];
  /** Each way to end: whether it is with success, if that is known, and whether something had failed before. */
  readonly outcomes: { succeeded: Answer; place: Place; failed: boolean }[];
  /** Variables without a value that were put in. */
  readonly unset: { name: string; place: Place }[];
  /** What was compared with something unknown. */
  readonly compared: { source: string; text: string; place: Place }[];
  /** What is unknown and was looked at more closely than for being there. */
  readonly checked: Set<string>;
  /** Files that were written, by their paths. */
  readonly written: Map<string, Text>;
  /** What could not be followed. */
  readonly lost: { reason: string; place: Place }[];
  /** Assignments with blanks round their sign. */
  readonly misspelt: { name: string; place: Place }[];
  /** Loops that do not end with these arguments. */
  readonly endless: Place[];
  /** Whether the kernel was asked for addresses, services or settings. */
  askedKernel: boolean;
}
