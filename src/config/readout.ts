import type { Diagnostic } from '../diagnostic.ts';
import type { Locate } from './locate.ts';

/** What a text says, before anything is known about its meaning. */
export interface Readout {
  readonly config: unknown;
  /** What is wrong with the text but no longer shows in the config, such as a key that is there twice. */
  readonly findings: readonly Diagnostic[];
  /** Absent where there are no positions, as in TypeScript. */
  readonly locate?: Locate;
}
