import type { Action, Done, Step } from './experiment.ts';
import { parseHost, type HostState } from './host-state.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What was said of an experiment, from its begin to its end. */
export interface Notes {
  /** The number of the experiment. */
  readonly number: number;
  before?: HostState;
  done: Writable<Partial<Done>>[];
  /** The steps of each run that was stepped through. */
  steps: Step[][];
  /** The steps at which something was made to happen. */
  at: Step[];
  /** How many steps the second of two runs had come to, while the first was held. */
  reached?: number;
  /** Why the state could not be brought about. */
  unprepared?: string;
}

/** Reads what host.bash prints, line by line. */
export class Console {
  readonly #hosts = new Map<string, HostState>();
  readonly #parsed = new Map<string, HostState>();
  /** The lines of a list, and what to do with them at its end. */
  #list: { lines: string[]; end: (lines: string[]) => void } | undefined;
  #now: Notes = { number: -1, done: [], steps: [], at: [] };
  /** What followed, of each experiment, by its number. */
  readonly #followed = new Map<string, Writable<Partial<Done>>[]>();

  /** Takes a line; returns what was said of an experiment with the last line of it. */
  read(line: string): Notes | undefined {
    if (this.#list !== undefined) {
      if (line === '@') {
        this.#list.end(this.#list.lines);
        this.#list = undefined;
      } else this.#list.lines.push(line);
      return undefined;
    }
    const [, word = '', first = '', rest = ''] = /^@(\w+) ?(\S*) ?(.*)$/.exec(line) ?? [];
    switch (word) {
      case 'new':
        this.#list = {
          lines: [],
          end: (lines) => this.#hosts.set(first, this.#parse(lines.join('\n'))),
        };
        break;
      case 'steps':
        this.#list = {
          lines: [],
          end: (lines) => {
            this.#readSteps(lines);
          },
        };
        break;
      case 'begin':
        this.#now = { number: Number(first), done: [], steps: [], at: [] };
        break;
      case 'reached':
        this.#now.reached = Number(first);
        break;
      case 'unprepared':
        this.#now.unprepared = `${first} ${rest}`;
        break;
      case 'did': {
        const [, code = '', said = ''] = /^(\d+) ?(.*)$/.exec(rest) ?? [];
        this.#now.done.push({ action: first as Action, code: Number(code), said });
        break;
      }
      case 'host':
        this.#showHost(first, this.#hosts.get(rest));
        break;
      case 'arp': {
        const done = this.#now.done.findLast((one) => one.host !== undefined);
        if (done) done.answered = [...new Set(rest.split(' ').filter((text) => text !== ''))];
        break;
      }
      case 'as':
        // The rest was seen before: the host was the same.
        this.#now.done.push(...(this.#followed.get(first) ?? []));
        break;
      case 'end':
        this.#followed.set(first, this.#now.done.slice(1));
        return this.#now;
    }
    return undefined;
  }

  #parse(text: string): HostState {
    const host = this.#parsed.get(text) ?? parseHost(text);
    this.#parsed.set(text, host);
    return host;
  }

  #showHost(when: string, host: HostState | undefined): void {
    if (host === undefined) throw new Error(`A host that was not shown: ${when}`);
    const done = this.#now.done.at(-1);
    if (when === 'before') this.#now.before = host;
    else if (when !== 'new' && when !== 'end' && done !== undefined) done.host = host;
  }

  #readSteps(lines: string[]): void {
    const steps: Step[] = [];
    this.#now.steps.push(steps);
    for (const line of lines) {
      const [, name = '', kind = '', words = ''] =
        /^([0-9a-f]{16}) (run|open) (.*)$/.exec(line) ?? [];
      if (name !== '') steps.push({ name, kind: kind as Step['kind'], words });
      const last = steps.at(-1);
      if (line === 'applied' && last !== undefined) this.#now.at.push(last);
    }
  }
}
