import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What there is on a host: sorted lines, most of them commands that make it. */
export type State = string;

/** What has come of a script. */
export interface Outcome {
  readonly code: string;
  readonly said: string;
  /** The programs that were run, with their arguments. */
  readonly calls: readonly string[];
  /** Whether ARP for a VIP would have been answered when one of them began, or in the end. */
  readonly answered: boolean;
  /** What there was before each of them, if it was held, and in the end. */
  readonly states: readonly State[];
  readonly after: State;
}

/** What one state has and another has not. */
export function without(state: State, other: State): string[] {
  const has = new Set(other.split('\n'));
  return state.split('\n').filter((line) => !has.has(line));
}

/** Namespaces for experiments. They go with this process. */
export class Host {
  #state: State = '';
  readonly #shell;
  readonly #lines;

  /** What has come of a command in a state is known from then on; hosts may share that. */
  constructor(
    variables: Record<string, string>,
    readonly known: Map<string, Promise<Outcome>>,
  ) {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...variables };
    const command = ['--pdeathsig', 'KILL', 'unshare', '--kill-child', '-fmnp', 'bash'];
    const cwd = import.meta.dirname;
    this.#shell = spawn('setpriv', command, { stdio: ['pipe', 'pipe', 'inherit'], env, cwd });
    this.#lines = createInterface(this.#shell.stdout)[Symbol.asyncIterator]();
    this.#shell.stdin.write('. ./host.bash\n');
  }

  end(): void {
    this.#shell.stdin.end();
  }

  /** Does a command that prints what there is in the end. `from` is a state that was there before. */
  run(command: string, from?: State): Promise<Outcome> {
    const key = `${command}\n${from ?? ''}`;
    const outcome = this.known.get(key) ?? this.#restore(from).then(() => this.#do(command));
    this.known.set(key, outcome);
    return outcome;
  }

  async #restore(to: State | undefined): Promise<void> {
    if (to === undefined || to === this.#state) return;
    if (this.#state === '') await this.#do('ask; dump');
    const [gone, lacking] = [without(this.#state, to), without(to, this.#state)];
    const isOfIp = (line: string): boolean => /^(link|address|route) /.test(line);
    const commands = [
      ...["ip -force -batch - <<'END' 2> /dev/null", ...gone.filter(isOfIp).map(undo).reverse()],
      ...lacking.filter((line) => line.startsWith('link ')),
      ...[...lacking.filter((line) => /^(address|route) /.test(line)), 'END'],
      `rm -f ${gone.flatMap((line) => /^put (\S+)/.exec(line)?.[1] ?? []).join(' ')}`,
      ...[...lacking.filter((line) => !isOfIp(line)), 'ask; dump'],
    ];
    const { after } = await this.#do(commands.join('\n'));
    if (after !== to) throw new Error(`Not restored: ${without(to, after).join()}`);
  }

  async #do(command: string): Promise<Outcome> {
    const sections: string[][] = [];
    const deadline = setTimeout(() => this.#shell.kill('SIGKILL'), 120_000);
    this.#shell.stdin.write(`${command}\necho @end\n`);
    while (sections.at(-1)?.[0] !== '@end') {
      const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
      if (done === true) throw new Error(`A host has died of ${command}`);
      if (value.startsWith('@')) sections.push([value]);
      else if (value !== '') sections.at(-1)?.push(value.trimEnd());
    }
    clearTimeout(deadline);
    const told = (name: string): string[][] =>
      sections.filter(([first]) => first === name).map(([, ...lines]) => lines);
    const states = told('@state').map((lines) => lines.map(toCommand).sort().join('\n'));
    this.#state = states.at(-1) ?? '';
    return {
      code: told('@code').join(),
      said: told('@said').join(),
      calls: told('@call').map((words) => words.join(' ')),
      answered: told('@answered').length > 0,
      states,
      after: this.#state,
    };
  }
}

/** What ip prints, as the command that makes it. */
const toCommand = (line: string): string =>
  line
    .replace(/^\d+: (\w+)[@:].*/, 'link set $1 up')
    .replace(/^\d+: (\w+) +inet6? (\S+) .*(scope \w+)/, 'address add $2 dev $1 $3')
    .replace(/^(address .* scope \w+).*deprecated.*/, '$1 preferred_lft 0')
    .replace(/^(address .* scope \w+) .*forever/, '$1')
    .replace(/^(?!put|echo|rules|link|address)/, 'route add ');
const undo = (line: string): string => line.replace(' add', ' del').replace(/ up$/, ' down');
