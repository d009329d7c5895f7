import type { Step } from './step.ts';

/** What the script of a node does. */
export interface NodeExplanation {
  readonly start: readonly Step[];
  readonly stop: readonly Step[];
  /** The other actions, each with what it does. */
  readonly actions: readonly (readonly [action: string, text: string])[];
  /** Those that systemctl does not know. */
  readonly direct: readonly string[];
  readonly programs: readonly string[];
}
