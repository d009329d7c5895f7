/** Does one thing once, and returns what it took in the unit of its row. */
export type Measure = () => number | Promise<number>;

/** The two things of a row, ready to be measured in turn, as often as wanted. */
export interface Sides {
  readonly what: Measure;
  readonly against: Measure;
  /** Called when all rounds are done. */
  readonly end?: () => void | Promise<void>;
}

/** What rows are measured with. */
export interface Bench {
  /** A folder of the row's own that is empty and removed at the end. */
  folder(): string;
  /** The program of the packed package, installed into an empty project. */
  lvsgen(): string;
}

/** One line of the table: two things that are measured in the same run. */
export interface Row {
  /** What `npm run bench -- NAME` selects it by; the beginning of a name selects every row that begins so. */
  readonly name: string;
  readonly what: string;
  readonly against: string;
  /** The ratio to reach: that, or less. */
  readonly toReach: number;
  readonly unit?: 'ms' | 'MB';
  /** How often each side is measured. */
  readonly rounds?: number;
  /** What is missing here to measure it, in words; nothing if all is there. */
  readonly missing?: () => readonly string[] | Promise<readonly string[]>;
  readonly prepare: (bench: Bench) => Sides | Promise<Sides>;
}
