import type { Io } from '../io.ts';

/** Milliseconds: what is done before needs no progress. */
const patience = 1000;
/** Milliseconds between two looks of the line. */
const pause = 200;
/** Goes to the start of the line and clears it. */
const clear = '\r\u001B[K';

/** Told each time that one more is done. */
export interface Progress {
  readonly tick: () => void;
  /** Takes the line away; has to be called at the end, whatever happened. */
  readonly end: () => void;
}

/**
 * Shows on a terminal how much of a long piece of work is done, of how much, and how long the rest will take. Where the
 * messages go elsewhere, nothing is shown.
 *
 * @param doing such as `writing`
 * @param now a clock, in milliseconds
 */
export function showProgress(
  io: Io,
  doing: string,
  total: number,
  now: () => number = () => performance.now(),
): Progress {
  if (io.terminal !== true) return { tick: () => undefined, end: () => undefined };
  const start = now();
  let shown = start + patience - pause;
  let isShown = false;
  let done = 0;
  return {
    tick() {
      done += 1;
      const time = now();
      if (time - shown < pause) return;
      shown = time;
      isShown = true;
      const left = Math.ceil((((time - start) / done) * (total - done)) / 1000);
      io.err(`${clear}${doing} ${done} of ${total} files, ${left} s left`);
    },
    end() {
      if (isShown) io.err(clear);
    },
  };
}

/** Does some work while its progress is shown. */
export async function withProgress<Result>(
  io: Io,
  doing: string,
  total: number,
  work: (tick: () => void) => Promise<Result>,
): Promise<Result> {
  const { tick, end } = showProgress(io, doing, total);
  try {
    return await work(tick);
  } finally {
    end();
  }
}
