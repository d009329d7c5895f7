/** mulberry32: the same seed, the same numbers between 0 and 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Set LVSGEN_SEED to repeat a run. */
export const seed = Number(process.env['LVSGEN_SEED'] ?? Date.now() % 1_000_000);
