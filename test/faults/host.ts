import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What there is on a host: sorted lines, most of them commands that make it. */
export type State = string;

/** What has come of an action, or of two at once. */
export interface Outcome {
  readonly codes: string;
  readonly said: string;
  /** The programs that it has run, with their arguments. */
  readonly calls: readonly string[];
  /** Whether the fault has struck. */
  readonly struck: boolean;
  /** Whether ARP for a VIP would have been answered at one of the calls. */
  readonly answered: boolean;
  readonly after: State;
}

export const linesOf = (state: State): string[] => state.split('\n');

/** What one state has and another has not. */
export const without = (state: State, other: State): string[] => {
  const has = new Set(linesOf(other));
  return linesOf(state).filter((line) => !has.has(line));
};

/** Namespaces in which experiments are done. They go with this process. */
export class Host {
  state: State | undefined;
  readonly #shell;
  readonly #lines;

  constructor(firewall: 'nft' | 'iptables', environment: Record<string, string>) {
    const tied = ['--pdeathsig', 'KILL', 'unshare', '--kill-child', '-fmnp', 'bash'];
    this.#shell = spawn('setpriv', tied, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', TRACE: '/run/trace', ...environment },
    });
    this.#lines = createInterface(this.#shell.stdout)[Symbol.asyncIterator]();
    const list = firewall === 'nft' ? 'nft list ruleset' : 'iptables-save';
    const faults = import.meta.dirname;
    this.#shell.stdin.write(`faults=${faults} list='${list}'\n. ${faults}/host.bash\n`);
  }

  end(): void {
    this.#shell.stdin.end();
  }

  /** Does commands that end in a function of host.bash. */
  async run(commands: string): Promise<Outcome> {
    const sections = new Map<string, string[]>();
    let lines: string[] = [];
    this.#shell.stdin.write(`${commands}\necho @end\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Error(`A host has died of ${commands}`);
      if (value === '@end') break;
      if (value.startsWith('@')) sections.set(value.slice(1), (lines = []));
      else lines.push(value.trimEnd());
    }
    const said = (...names: string[]): string[] =>
      names.flatMap((name) => sections.get(name) ?? []);
    this.state = [
      ...said('network').flatMap(commandsFor),
      ...said('settings').map((line) => line.replace(/(.*?):(.*)/, 'echo $2 > $1')),
      ...said('rest'),
    ]
      .sort()
      .join('\n');
    return {
      codes: said('code', 'second-code').join(' '),
      said: said('said', 'second-said').join(' | '),
      calls: said('calls'),
      struck: sections.has('struck'),
      answered: sections.has('answered'),
      after: this.state,
    };
  }

  /** The same in a state that was there before. */
  async runIn(state: State, commands: string): Promise<Outcome> {
    const now = this.state ?? (await this.run('dump')).after;
    if (state !== '' && now !== state) {
      const { after } = await this.run(`${wayTo(state, now)}\ndump`);
      const differences = [...without(state, after), ...without(after, state)];
      if (differences.length > 0) throw new Error(`Not restored: ${differences.join('\n')}`);
    }
    return this.run(commands);
  }
}

/** Hosts, each of which does one thing at a time. */
export class Hosts {
  readonly #idle: Host[];
  readonly #waiting: (() => void)[] = [];

  constructor(readonly all: readonly Host[]) {
    this.#idle = [...all];
  }

  async runIn(state: State, commands: string): Promise<Outcome> {
    while (this.#idle.length === 0) await new Promise<void>((free) => this.#waiting.push(free));
    const fitting = this.#idle.findIndex((host) => host.state === state);
    const [host] = this.#idle.splice(Math.max(fitting, 0), 1);
    if (host === undefined) throw new Error('There are no hosts');
    const outcome = await host.runIn(state, commands);
    this.#idle.push(host);
    this.#waiting.shift()?.();
    return outcome;
  }
}

const network = /^(link|address|route|rule) /;

function wayTo(state: State, now: State): string {
  const gone = without(now, state).reverse();
  const lacking = without(state, now);
  const undone = gone
    .filter((line) => network.test(line))
    .map((line) => line.replace(/^(\w+) add/, '$1 del').replace(/ up$/, ' down'));
  const links = lacking.filter((line) => line.startsWith('link'));
  const others = lacking.filter((line) => network.test(line) && !line.startsWith('link'));
  const files = gone.flatMap((line) => /^put (\S+)/.exec(line)?.[1] ?? []);
  return [
    `ip -force -batch - <<'END' 2> /dev/null\n${[...undone, ...links, ...others].join('\n')}\nEND`,
    `rm -f ${files.join(' ')}`,
    ...lacking.filter((line) => /^(put|rules|echo) /.test(line)),
  ].join('\n');
}

/** The commands of ip that make what it lists; what the kernel makes by itself is no command. */
function commandsFor(line: string): string[] {
  const [, link, flags] = /^\d+: (\w+)\S*: <(.*?)>/.exec(line) ?? [];
  const [, device, address, scope, more] =
    /^\d+: (\w+) +inet6? (\S+).* scope (\w+)(.*)\\/.exec(line) ?? [];
  if (link !== undefined)
    return [
      ...(link === 'tunl0' ? ['link add tunl0 type ifb'] : []),
      ...(/\bUP\b/.test(flags ?? '') ? [`link set ${link} up`] : []),
    ];
  if (address !== undefined) {
    const deprecated = more?.includes('deprecated') === true ? ' preferred_lft 0' : '';
    return [`address add ${address} dev ${device} scope ${scope}${deprecated}`];
  }
  if (/^\d+:\t/.test(line)) return [line.replace(/(\d+):\t/, 'rule add pref $1 ')];
  return [`${line.includes('proto kernel') ? 'kernel ' : ''}route add ${line}`];
}
