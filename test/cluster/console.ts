const resultLine = /^(ok|not ok) (\S+: .*)$/;
const endLine = /^end (\S+) /;

/** Reads what run.bash prints, while more is to come. */
export class Console {
  readonly #lines: string[] = [];
  /** Why a check did not pass, line by line; of one that passed, nothing. */
  readonly #results = new Map<string, string[] | undefined>();
  /** What was said by the scenarios that have ended. */
  readonly #ended = new Map<string, string[]>();
  #begin = 0;
  #reasons: string[] | undefined;
  #over = false;
  #waiting: (() => void)[] = [];

  read(text: string): void {
    // A serial console ends lines in its own way, and firmware clears its screen.
    const line = text.replaceAll('\r', '');
    this.#lines.push(line);
    if (this.#reasons !== undefined && line.startsWith('# ')) {
      this.#reasons.push(line.slice(2));
      return;
    }
    this.#reasons = undefined;
    const [, verdict, check] = resultLine.exec(line) ?? [];
    if (check !== undefined) {
      if (verdict !== 'ok') this.#reasons = [];
      this.#results.set(check, this.#reasons);
    }
    const ended = endLine.exec(line)?.[1];
    if (ended !== undefined) {
      this.#ended.set(ended, this.#lines.slice(this.#begin));
      this.#begin = this.#lines.length;
    }
    this.#wake();
  }

  /** Nothing more is to come, for this reason. */
  close(reason: string): void {
    this.#lines.push(reason);
    this.#reasons = undefined;
    this.#over = true;
    this.#wake();
  }

  /** Waits for a check; says why it did not pass, or nothing. */
  async problem(scenario: string, name: string): Promise<string | undefined> {
    const check = `${scenario}: ${name}`;
    for (;;) {
      const reasons = this.#results.get(check);
      // Its reasons are complete when something else was said.
      if (this.#results.has(check) && (reasons === undefined || reasons !== this.#reasons))
        return reasons && ['', ...reasons].join('\n');
      const said = this.#ended.get(scenario) ?? (this.#over ? this.#lines : undefined);
      if (said)
        return ['It never came to this check. The last lines:', ...said.slice(-30)].join('\n');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
