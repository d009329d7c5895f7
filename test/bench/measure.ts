import type { Bench, Measure, Row } from './row.ts';

/** What came out for a row. */
export type Outcome =
  | {
      readonly name: string;
      readonly what: string;
      readonly against: string;
      readonly ratio: number;
      readonly toReach: number;
      readonly reached: boolean;
      readonly unit: string;
      /** Of every round, in the order of the rounds. */
      readonly samples: { readonly what: readonly number[]; readonly against: readonly number[] };
    }
  | (Pick<Row, 'name' | 'what' | 'against' | 'toReach'> & { readonly missing: readonly string[] });

const usualRounds = 9;

/**
 * Measures both sides of a row, in alternating rounds, the side that is first changing too. Of several rounds, one
 * more comes before, which warms up and does not count. The ratio is that of the medians.
 *
 * @throws Error when one of the two cannot be measured
 */
export async function measure(row: Row, bench: Bench, rounds?: number): Promise<Outcome> {
  const { name, what, against, toReach, unit = 'ms' } = row;
  const missing = (await row.missing?.()) ?? [];
  if (missing.length > 0) return { name, what, against, toReach, missing };
  const sides = await row.prepare(bench);
  const samples = { what: [] as number[], against: [] as number[] };
  try {
    const count = rounds ?? row.rounds ?? usualRounds;
    // What is measured once takes so long that nothing needs to be warm.
    for (let round = count === 1 ? 1 : 0; round <= count; round += 1) {
      const order =
        round % 2 === 0 ? (['what', 'against'] as const) : (['against', 'what'] as const);
      for (const side of order) {
        const sample = await checked(sides[side], row);
        if (round > 0) samples[side].push(sample);
      }
    }
  } finally {
    await sides.end?.();
  }
  const ratio = median(samples.what) / median(samples.against);
  return { name, what, against, ratio, toReach, reached: ratio <= toReach, unit, samples };
}

async function checked(side: Measure, row: Row): Promise<number> {
  const sample = await side();
  if (Number.isFinite(sample) && sample > 0) return sample;
  throw new Error(`${row.name}: ${sample} is no measurement`);
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const two = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((two[0] ?? NaN) + (two[1] ?? NaN)) / 2;
}
