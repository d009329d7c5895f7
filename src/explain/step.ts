/** One thing that a script does, in a sentence. */
export interface Step {
  readonly does: string;
  readonly why?: string;
}

/** Makes a step; most say why. */
export function step(does: string, why?: string): Step {
  return why === undefined ? { does } : { does, why };
}
