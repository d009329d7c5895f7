import type { Function as FunctionNode, Script, Statement } from 'unbash';
import type { Answer, Effect, End, Finding, Found, Given, Place, Text, Words } from './effect.ts';
import { Source, tooMuch } from './source.ts';
import { isUnknown, Unknowns } from './words.ts';

/** Variables that are there, or come from who calls the script. */
const environment =
  /^(PATH|HOME|HOSTNAME|USER|LOGNAME|PWD|OLDPWD|LANG|LC_\w+|TERM|SHELL|RANDOM|SECONDS|LINENO|PPID|BASH\w*|FUNCNAME|PIPESTATUS|REPLY|OPT\w+|RUNLEVEL|PREVLEVEL|IFACE|LOGICAL|MODE|PHASE|METHOD|ADDRFAM|VERBOSITY|IF_\w+|DEVICE\w*|CONNECTION_\w+|SUDO_\w+|SSH_\w+|TMPDIR|EDITOR|HOSTTYPE|OSTYPE|MACHTYPE|COLUMNS|LINES|SYSTEMCTL_\w+|BOOTUP|RES_COL|MOVE_TO_COL|SETCOLOR_\w+|[*@!_-])$/;

/** What is another for a while. */
type Changes = Partial<Pick<State, 'args' | 'source' | 'out' | 'input'>>;

/** The state of a shell that is not one: no program runs, and what they would do is noted. */
export class State extends Unknowns {
  variables = new Map<string, Words>();
  readonly functions = new Map<string, { node: FunctionNode; source: Source }>();
  /** The arguments; where it is open, there may be fewer, or more. */
  args: { readonly list: Words; readonly isOpen: boolean };
  /** Whether the last command did. */
  succeeded: Answer = true;
  source: Source;
  /** What is printed goes there; elsewhere nobody reads it. */
  out: Text | undefined;
  input: Text | undefined;
  /** A file that was sourced and is not at hand. */
  unseen: string | undefined;
  failed = false;
  exitsOnError = false;
  /** Where the command stands that is being run. */
  command: Place;
  /** Whether it is only asked whether a variable has a value. */
  asks = false;
  readonly found: Found = {
    ...{ steps: [], called: [], outcomes: [], compared: [], findings: [], askedKernel: false },
    ...{ assigned: new Set(), checked: new Set(), written: new Map() },
  };
  #left = { commands: 60_000, characters: 2_000_000, depth: 60 };

  constructor(
    readonly script: { readonly source: Source; readonly statements: readonly Statement[] },
    given: Given,
    readonly readFile: (path: string) => string | undefined,
    readonly execute: (statements: readonly Statement[], state: State) => End,
  ) {
    super(given);
    this.source = script.source;
    this.command = script.source.place(0, 0);
    const places = Array.from({ length: 9 }, (_, index) => `$${index + 1}`);
    const list = given.args ?? places.map((name) => this.unknown(name, 'it is an argument'));
    this.args = { list, isOpen: given.args === undefined };
    if (/^#!.*\s-\w*e/.test(script.source.text)) this.exitsOnError = true;
  }

  /** What another branch begins with, too. */
  now(): Pick<State, 'variables' | 'args' | 'failed'> {
    const { variables, args, failed } = this;
    this.spend(variables.size);
    return { variables: new Map(variables), args, failed };
  }

  place(node: { readonly pos: number; readonly end: number }): Place {
    return this.source.place(node.pos, node.end);
  }

  /** Takes from the budget. */
  spend(characters: number, commands = 0): void {
    this.#left.characters -= characters;
    this.#left.commands -= commands;
    if (Object.values(this.#left).some((left) => left < 0)) throw tooMuch(this.script.source.file);
  }

  /** All values of a variable or parameter, more than one of an array; none if it is not set. */
  values(name: string): Words | undefined {
    const { list, isOpen } = this.args;
    const number = /^[1-9]\d*$/.test(name) ? Number(name) : 0;
    if (number > 0 && (!isOpen || number <= list.length)) return [list[number - 1] ?? ''];
    if (/^[@*]$/.test(name)) return isOpen ? [this.unknown('$@', 'it is an argument')] : list;
    if (name === '#' && !isOpen) return [String(list.length)];
    if (name === '?' && this.succeeded !== undefined) return [this.succeeded ? '0' : '1'];
    if (name === '0') return [this.source.file];
    if (/^E?UID$/.test(name)) return ['0'];
    return /^[\d#?$!]+$/.test(name)
      ? [this.unknown(`$${name}`, 'it is known only where it runs')]
      : this.variables.get(name);
  }

  assign(name: string, ...values: Words): void {
    this.found.assigned.add(name);
    this.variables.set(name, values);
  }

  /** Says that a variable without a value was put in; returns what stands there. */
  missing(name: string, at: number): string {
    if (this.unseen !== undefined)
      return this.unknown(`$${name}`, `it may be set in ${this.unseen}`);
    if (environment.test(name)) return this.unknown(`$${name}`, 'it comes from the environment');
    const place = this.source.place(at, at + name.length + 1);
    // Who asks whether it is there may well mean one that is not.
    if (!this.asks) this.tell('undefined-variable', place, name);
    return '';
  }

  /** Does something with other values in these places, which come back afterwards. */
  within(changes: Changes, work: () => End): End {
    const { args, source, out, input } = this;
    Object.assign(this, changes);
    this.#left.depth -= 1;
    this.spend(0, 1);
    const end = work();
    this.#left.depth += 1;
    Object.assign(this, { args, source, out, input });
    return end;
  }

  /** Runs commands in a shell of their own. */
  subshell(statements: readonly Statement[], changes: Changes): void {
    const { variables } = this.now();
    this.within(changes, () => this.execute(statements, this));
    this.variables = variables;
  }

  /** What the commands print. */
  output(script: Script | undefined): string {
    const out: Text = { text: '', lines: [] };
    // Backticks with backslashes in them are a text of their own.
    const { file } = this.source;
    const at = [this.command.line];
    const source = script?.source ? new Source(file, script.source, at) : this.source;
    this.subshell(script?.commands ?? [], { out, source });
    return out.text.replace(/\n+$/, '');
  }

  /** Prints what stands in these lines, or where the command stands. */
  print(text: string, lines: readonly number[] = []): void {
    this.spend(text.length);
    const places = text.split('\n').slice(1);
    this.out?.lines.push(...places.map((_, at) => lines[at] ?? this.command.line));
    if (this.out) this.out.text += text;
  }

  /** Writes a file, or a setting. */
  save(path: string, { text, lines }: Text, append: boolean): void {
    const [, key] = /^\/+proc\/+sys\/+(.+)$/.exec(path) ?? [];
    const { written } = this.found;
    const value = this.word(text.trim());
    if (key !== undefined) this.step({ does: 'set', key: key.replace(/\/+/g, '/'), value });
    if (key !== undefined || path === '' || path.startsWith('/dev/')) return;
    this.step({ does: 'touch', path: this.word(path) });
    const before = (append ? written.get(path) : undefined) ?? { text: '', lines: [] };
    written.set(path, { text: before.text + text, lines: [...before.lines, ...lines] });
  }

  /** What is in a file that the script has written, or that is at hand. */
  fileAt(path: string): string | undefined {
    return this.found.written.get(path)?.text ?? this.readFile(path);
  }

  /** Notes that the script may end here, with what the last command said. */
  exit(place: Place): void {
    this.found.outcomes.push({ succeeded: this.succeeded, place, failed: this.failed });
  }

  /** Notes what is wrong, or may be. */
  tell(key: Finding['key'], place: Place, it?: string): void {
    this.found.findings.push({ key, place, it });
  }

  /** Notes what a command does. */
  step(effect: Effect): void {
    const readable = Object.entries(effect).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? this.readable(value) : value,
    ]);
    const { steps } = this.found;
    steps.push({ effect: Object.fromEntries(readable) as Effect, place: this.command });
  }

  /** Notes that something unknown was compared with this text. */
  compare(unknown: string, text: string, place = this.command): void {
    if (unknown.length === 1 && isUnknown(unknown))
      this.found.compared.push({ source: this.readable(unknown), text, place });
  }

  /** Notes that what is unknown in the text was looked at closely. */
  check(text: string): void {
    for (const source of this.sources(text)) this.found.checked.add(source);
  }
}
