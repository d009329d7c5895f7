import type { TextStep, ValueStep } from './steps.ts';

/** What rendered texts have in common that were printed by the same way through a template. */
export interface Skeleton {
  /** The fixed texts: one before each value, and one behind the last. */
  readonly fixed: readonly string[];
  /** The names of the escapes of the values. */
  readonly escapes: readonly string[];
}

/** A rendered text: fixed texts that are shared, and the values between them, escaped. */
export interface RenderedText {
  readonly skeleton: Skeleton;
  readonly values: readonly string[];
}

/**
 * A point on the ways through a template: each way that was gone once has one skeleton, however many texts go it.
 * So a text takes no more memory than its values.
 */
export class Way {
  readonly #next = new Map<TextStep | ValueStep, Way>();
  #skeleton: Skeleton | undefined;

  constructor(readonly steps?: Printed) {}

  /** The point behind a step. */
  after(step: TextStep | ValueStep): Way {
    let next = this.#next.get(step);
    if (next === undefined) {
      next = new Way({ before: this.steps, step });
      this.#next.set(step, next);
    }
    return next;
  }

  /** What is printed on the way up to here. */
  get skeleton(): Skeleton {
    this.#skeleton ??= skeletonOf(this.steps);
    return this.#skeleton;
  }
}

/** The last step of a way, and those before. */
interface Printed {
  readonly before: Printed | undefined;
  readonly step: TextStep | ValueStep;
}

function skeletonOf(printed: Printed | undefined): Skeleton {
  const steps: (TextStep | ValueStep)[] = [];
  for (let last = printed; last !== undefined; last = last.before) steps.unshift(last.step);
  const fixed: string[] = [];
  const escapes: string[] = [];
  let text = '';
  for (const step of steps) {
    if (step.do === 'text') text += step.text;
    else {
      fixed.push(text);
      escapes.push(step.escape);
      text = '';
    }
  }
  return { fixed: [...fixed, text], escapes };
}

/** The whole text, which ends in exactly one line break. */
export function textOf({ skeleton: { fixed }, values }: RenderedText): string {
  // Joined, it is in one piece, as whatever is done with it needs it.
  const parts = [fixed[0]];
  for (const [index, value] of values.entries()) parts.push(value, fixed[index + 1]);
  const text = parts.join('');
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return end === text.length - 1 ? text : `${text.slice(0, end)}\n`;
}
