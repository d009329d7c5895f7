import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What there is on a host: sorted lines, most of them commands that make it. */
export type State = string;

/** What has come of an action, or of two at once. */
export interface Outcome {
  readonly codes: string;
  readonly said: string;
  /** The programs that were run, with their arguments. */
  readonly calls: readonly string[];
  readonly struck: boolean;
  /** Whether ARP for a VIP would have been answered at one of the calls, or afterwards. */
  readonly answered: boolean;
  readonly after: State;
}

export const linesOf = (state: State): string[] => state.split('\n');

/** What one state has and another has not. */
export function without(state: State, other: State): string[] {
  const has = new Set(linesOf(other));
  return linesOf(state).filter((line) => !has.has(line));
}

export const difference = (from: State, to: State): string =>
  [
    ...without(from, to).map((line) => `-${line}`),
    ...without(to, from).map((line) => `+${line}`),
  ].join(', ');

/** Namespaces in which experiments are done. They go with this process. */
export class Host {
  #state: State | undefined;
  readonly #shell;
  readonly #lines;

  constructor(firewall: 'nft' | 'iptables', environment: Record<string, string>) {
    const tied = ['--pdeathsig', 'KILL', 'unshare', '--kill-child', '-fmnp', 'bash'];
    const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
    this.#shell = spawn('setpriv', tied, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH, TRACE: '/run/trace', ...environment },
    });
    this.#lines = createInterface(this.#shell.stdout)[Symbol.asyncIterator]();
    const list = firewall === 'nft' ? 'nft list ruleset' : 'iptables-save';
    const faults = import.meta.dirname;
    this.#shell.stdin.write(`faults=${faults} list='${list}'\n. ${faults}/host.bash\n`);
  }

  end(): void {
    this.#shell.stdin.end();
  }

  /** Does commands that end in a function of host.bash, in a state that was there before. */
  async run(commands: string, from?: State): Promise<Outcome> {
    if (from !== undefined && from !== this.#state) {
      const now = this.#state ?? (await this.run('dump')).after;
      const { after } = await this.run(`${commandsTo(from, now)}\ndump`);
      if (after !== from) throw new Error(`Not restored: ${difference(from, after)}`);
    }
    const sections = new Map<string, string[]>();
    let lines: string[] = [];
    this.#shell.stdin.write(`${commands}\necho @end\n`);
    for (;;) {
      const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
      if (done === true) throw new Error(`A host has died of ${commands}`);
      if (value === '@end') break;
      if (value.startsWith('@')) sections.set(value.slice(1), (lines = []));
      else lines.push(value.trimEnd());
    }
    const told = (name: string): string[] => sections.get(name) ?? [];
    const state = told('state').sort();
    this.#state = state.join('\n');
    return {
      codes: [...told('code'), ...told('second-code')].join(' '),
      said: [...told('said'), ...told('second-said')].join(' | '),
      calls: told('calls'),
      struck: sections.has('struck'),
      answered: sections.has('answered') || state.includes('answered'),
      after: this.#state,
    };
  }
}

function commandsTo(to: State, from: State): string {
  const gone = without(from, to);
  const lacking = without(to, from);
  const ofIp = (line: string): boolean => /^(address|link|route|rule) /.test(line);
  const links = (line: string): number => Number(line.startsWith('link'));
  return [
    "ip -force -batch - <<'END' 2> /dev/null",
    ...gone
      .filter(ofIp)
      .map((line) => line.replace(/^(\w+) add/, '$1 del').replace(/ up$/, ' down'))
      .reverse(),
    ...lacking.filter(ofIp).sort((one, other) => links(other) - links(one)),
    'END',
    `rm -f ${gone.flatMap((line) => /^put (\S+)/.exec(line)?.[1] ?? []).join(' ')}`,
    ...lacking.filter((line) => /^(echo|put|rules) /.test(line)),
  ].join('\n');
}
