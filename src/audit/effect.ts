// What a script does, and what a run of it finds.
import type { FaultKey } from './faults.ts';

/** Where something stands, counted from one; columns and the width are counted in characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly width?: number;
}

export interface Placed {
  readonly place: Place;
}

/** A fault at its place, or what cannot be told. */
export interface Finding extends Placed {
  readonly key: FaultKey | 'cannot-tell' | 'no-stop';
  /** What it is about, more exactly than the fault says. */
  readonly it?: string | undefined;
}

/** The finding of a fault at this place; none where there is no place. */
export const finding = (
  place: Place | false | undefined,
  key: Finding['key'],
  it?: string,
): readonly Finding[] => (place ? [{ key, place, it }] : []);

/** Which of two stands first. */
export const byPlace = ({ place: one }: Placed, { place: other }: Placed): number =>
  one.line - other.line || one.column - other.column;

/**
 * A word of a script after its variables are put in. A part that cannot be known (an argument, a sourced value, the output
 * of a command) stands in the text as it is named, such as `$1/32`; then `unknown` says why.
 */
export interface Word {
  readonly text: string;
  readonly unknown?: string | undefined;
}

/** Where an address is: the interface without its alias, `lo` of `lo:0`, and that as the label. */
interface Interface {
  readonly device: string;
  readonly label?: string | undefined;
  /** As the kernel gets it: `ifconfig lo:0 ADDRESS` alone makes a /24, `ip addr add ADDRESS` a /32. */
  readonly prefix?: number | undefined;
}

/** What stands behind the name of a command. */
export type Words = readonly string[];

/** One thing that a script, a unit or a saved table does to the host. */
export type Effect =
  | ({ readonly does: 'add-address'; readonly address: Word } & Interface)
  /** With the address, or the label, or neither: all that are on the interface. */
  | ({ readonly does: 'delete-address'; readonly address?: Word | undefined } & Interface)
  /** The key is below /proc/sys, such as `net/ipv4/conf/all/arp_ignore`. */
  | { readonly does: 'set'; readonly key: string; readonly value: Word }
  /** `sysctl -p` or `--system`, with its file if it names one. */
  | { readonly does: 'load-settings'; readonly file?: Word | undefined }
  | { readonly does: 'link-up' | 'link-down'; readonly device: string }
  | {
      readonly does: 'add-route' | 'delete-route';
      /** An address or a network; `default` is also written so. */
      readonly to: Word;
      readonly device?: string | undefined;
      /** The alias, or the source address, with which it goes. */
      readonly label?: string | undefined;
      readonly via?: Word | undefined;
    }
  /** The words behind ipvsadm, or behind iptables of a rule that puts a mark on packets (`-j MARK`). */
  | { readonly does: 'ipvsadm' | 'mark-packets'; readonly words: readonly Word[] }
  | { readonly does: 'flush-firewall' | 'silence-by-arptables' }
  | { readonly does: 'unload-module'; readonly module: string }
  | { readonly does: 'touch'; readonly path: Word };

/** An effect with the place of the command that has it. */
export interface Step extends Placed {
  readonly effect: Effect;
}

/** A step that does this. */
export type Did<Does extends Effect['does']> = Step & { readonly effect: Effect & { does: Does } };

/** The steps that do this. */
export const only = <Does extends Effect['does']>(
  steps: readonly Step[],
  does: Does,
): readonly Did<Does>[] => steps.filter((step): step is Did<Does> => step.effect.does === does);

/** A VIP stands where nobody on the LAN asks for it: so a real server has it. */
export const isHidden = (device = ''): boolean => /^(lo|tunl?\d*|ipip\d*|dummy\d*)$/.test(device);

/** The addresses that a real server puts up. */
export const vipsOf = (steps: readonly Step[]): readonly Did<'add-address'>[] =>
  only(steps, 'add-address').filter(
    ({ effect: { device, address } }) => isHidden(device) && !/^(127\.|255\.|$)/.test(address.text),
  );

/** What one file does, whatever it is written in: the steps of its actions, in the order in which they are done. */
export interface Understood {
  readonly file: string;
  readonly kind: 'init-script' | 'tool' | 'commands' | 'unit' | 'keepalived' | 'sysctl' | 'ipvsadm';
  /** By action, `start`, `stop` and so on; what is done without an action (also in the other kinds) is `start`. */
  readonly actions: ReadonlyMap<string, readonly Step[]>;
}

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
export interface Called extends Placed {
  readonly program: string;
  readonly words: readonly string[];
}

/** What a run has found. */
export interface Found {
  readonly steps: Step[];
  readonly called: Called[];
  /** Each way to end: whether it is with success, and whether something had failed before. */
  readonly outcomes: (Placed & { succeeded: Answer; failed: boolean })[];
  /** The variables that were set. */
  readonly assigned: Set<string>;
  /** What was compared with something unknown, and what of that was looked at closely. */
  readonly compared: (Placed & { source: string; text: string })[];
  readonly checked: Set<string>;
  /** Files that were written, by their paths. */
  readonly written: Map<string, Text>;
  /** Variables without a value, assignments that are none, loops that do not end, and what could not be followed. */
  readonly findings: Finding[];
  /** Whether the kernel was asked for addresses, services or settings. */
  askedKernel: boolean;
}
