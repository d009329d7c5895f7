/** Shows on a terminal how far a long run has come, in one line; elsewhere nothing. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #begun = performance.now();
  #shown = 0;
  #what = '';

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** What follows is about something else. */
  begin(what: string): void {
    this.#what = what;
    this.#begun = performance.now();
  }

  show(done: number, all: number): void {
    const now = performance.now();
    if (!this.#stream.isTTY || (now - this.#shown < 200 && done < all)) return;
    this.#shown = now;
    const width = 30;
    const bar = '#'.repeat(Math.floor((width * done) / all)).padEnd(width, '.');
    const left = Math.round(((now - this.#begun) / done) * (all - done)) / 1000;
    this.#stream.write(
      `\r${this.#what} [${bar}] ${done} of ${all}, ${duration(left)} left\u001B[K`,
    );
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001B[K');
  }
}

/** A number of seconds, for people. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.ceil(seconds)} s`;
}
