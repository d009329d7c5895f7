import type { BlockName } from './constructs.ts';

/** Where something stands in a template: line and column, from one. */
export type Spot = readonly [line: number, column: number];

/** The way to a value in the view. */
export interface Path {
  /** As the template has it. */
  readonly original: string;
  readonly parts: readonly string[];
  /** How many levels up it begins. */
  readonly depth: number;
  /** Whether it begins with `@`. */
  readonly data: boolean;
  /** Whether it begins with `.` or `this`, and so never means a block parameter. */
  readonly scoped: boolean;
  readonly at: Spot;
}

/** Fixed text. */
export interface TextStep {
  readonly do: 'text';
  readonly text: string;
}

/** A value, escaped for its place. */
export interface ValueStep {
  readonly do: 'value';
  readonly path: Path;
  /** The name of the escape. */
  readonly escape: string;
  readonly at: Spot;
}

/** A block with its two ways. */
export interface BlockStep {
  readonly do: BlockName;
  readonly path: Path;
  readonly body: readonly Step[];
  readonly inverse: readonly Step[];
  /** The block's parameters. */
  readonly names: readonly string[];
}

/** The call of a partial. */
export interface CallStep {
  readonly do: 'call';
  readonly name: string | Path;
  readonly context?: Path;
  /** What the partial sees besides. */
  readonly added: readonly (readonly [string, Path | Fixed])[];
  readonly at: Spot;
}

/** A value that is written out in the template. */
export interface Fixed {
  readonly value: string | number | boolean;
}

/** What a template does, one after the other. */
export type Step = TextStep | ValueStep | BlockStep | CallStep;

/** A template that was found safe. It is plain data, so that the build can prepare the bundled ones. */
export interface Prepared {
  readonly steps: readonly Step[];
  /** The inline partials that it defines, by name. */
  readonly inlines: readonly (readonly [string, Inline])[];
}

/** An inline partial. */
export interface Inline {
  readonly steps: readonly Step[];
  /** Where it ends. */
  readonly end: Spot;
}
