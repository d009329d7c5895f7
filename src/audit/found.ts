import type { Place, Step } from './effect.ts';

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
  /** Whether the addresses are there for whoever asks for them; else that is not known. */
  readonly up?: readonly string[];
  /** What fails: to add an address, or a service of IPVS. */
  readonly fails?: 'add-address' | 'ipvsadm';
}

/** Text that is read or written, with the line of the script that each line of it comes from. */
export interface Text {
  text: string;
  readonly lines: number[];
}

/** A command that was called, as it was written. */
export interface Called {
  readonly program: string;
  /** All words, that of the program first. */
  readonly words: readonly string[];
  readonly place: Place;
}

/** A way to end, with its status if that is known. */
export interface Outcome {
  readonly status: number | undefined;
  readonly place: Place;
  /** An address could not be added before. */
  readonly failed: boolean;
}

export interface Frame {
  readonly list: readonly string[];
  /** How many were shifted away, where there may be more than the list has. */
  readonly more: number | undefined;
}

export type Variables = Map<string, readonly string[]>;

/** What a run has found: things that matter apart from the effects. */
export interface Found {
  readonly steps: Step[];
  readonly called: Called[];
  readonly outcomes: Outcome[];
  /** Variables without a value that were put in. */
  readonly unset: { readonly name: string; readonly place: Place; readonly asked: boolean }[];
  /** What was compared with something unknown: the source, the text and the place. */
  readonly compared: { readonly source: string; readonly text: string; readonly place: Place }[];
  /** Sources whose text was looked at more closely than for being there. */
  readonly checked: Set<string>;
  /** Files that were written, by their paths. */
  readonly written: Map<string, Text>;
  /** What could not be followed. */
  readonly lost: { readonly reason: string; readonly place: Place }[];
  /** Assignments with blanks round their sign. */
  readonly misspelt: { readonly name: string; readonly place: Place }[];
  /** Loops that do not end with these arguments. */
  readonly endless: Place[];
  /** Whether the kernel was asked for addresses, services or settings. */
  askedKernel: boolean;
}
