import type { Function as FunctionNode, Script, Statement, WordPart } from 'unbash';
import type { Effect, Place, Word } from './effect.ts';
import { partsText, type Scope } from './expand.ts';
import type { End, Found, Frame, Given, Text, Variables } from './found.ts';
import { budgetOf, environment, tooMuch } from './limits.ts';
import type { Source } from './source.ts';
import { isUnknown, Unknowns } from './unknowns.ts';

/** What is another within a function, a substitution or a sourced file. */
type Context = Pick<State, 'variables' | 'frame' | 'source' | 'out' | 'locals'>;

/** The state of a shell that is not one: no program runs, and what they would do is noted. */
export class State implements Scope {
  variables: Variables = new Map();
  readonly functions = new Map<string, { readonly node: FunctionNode; readonly source: Source }>();
  frame: Frame;
  /** Of the last command, if it is known. */
  status: number | undefined = 0;
  source: Source;
  /** What is printed goes there; elsewhere nobody reads it. */
  out: Text | undefined;
  input: Text | undefined;
  /** A file that was sourced and is not at hand. */
  unseen: string | undefined;
  /** In how many undecided branches the run is. */
  maybe = 0;
  failed = false;
  exitsOnError = false;
  /** In how many conditions the run is, where a failure does not end it. */
  tested = 0;
  depth = 0;
  readonly unknowns = new Unknowns();
  readonly found: Found = {
    steps: [],
    called: [],
    outcomes: [],
    unset: [],
    compared: [],
    checked: new Set(),
    written: new Map(),
    lost: [],
    misspelt: [],
    endless: [],
    askedKernel: false,
  };
  /** Where the command stands that is being run. */
  command: Place | undefined;
  locals: Map<string, readonly string[] | undefined> | undefined;
  quiet = false;
  substitutions = 0;
  readonly takesDefaults: boolean;
  /** The lines that texts of several lines come from. */
  readonly #origins = new Map<string, readonly number[]>();
  #left = { ...budgetOf };

  constructor(
    readonly script: { readonly source: Source; readonly statements: readonly Statement[] },
    readonly given: Given,
    readonly readFile: (path: string) => string | undefined,
    readonly execute: (statements: readonly Statement[], state: State) => End,
  ) {
    this.source = script.source;
    this.takesDefaults = given.asks !== true;
    this.frame = given.args ? { list: given.args, more: undefined } : { list: [], more: 0 };
    if (/^#!.*\s-\w*e/.test(script.source.text)) this.exitsOnError = true;
  }

  place(node: { readonly pos: number; readonly end: number }): Place {
    return this.source.place(node.pos, node.end);
  }

  word(text: string): Word {
    return this.unknowns.word(text);
  }

  unknown(source: string, reason: string): string {
    return this.given.values?.get(source) ?? this.unknowns.of(source, reason);
  }

  spend(characters: number, commands = 0): void {
    this.#left.characters -= characters;
    this.#left.commands -= commands;
    if (this.#left.characters < 0 || this.#left.commands < 0 || this.depth > budgetOf.depth)
      throw tooMuch(this.script.source.file);
  }

  values(name: string): readonly string[] | undefined {
    const { list, more } = this.frame;
    if (name === '0') return [this.source.file];
    if (/^\d+$/.test(name)) {
      const known = list[Number(name) - 1] ?? (more === undefined ? '' : undefined);
      return [known ?? this.unknown(`$${Number(name) + (more ?? 0)}`, 'it is an argument')];
    }
    const hidden = (what: string): string => this.unknown(`$${name}`, what);
    if (name === '@' || name === '*')
      return more === undefined ? list : [...list, this.unknown('$@', 'it is an argument')];
    if (name === '#')
      return [more === undefined ? String(list.length) : hidden('it is a number of arguments')];
    if (name === '?') return [this.status?.toString() ?? hidden('it is the status of a command')];
    if (name === '$' || name === '!') return [hidden('it is the number of a process')];
    return /^E?UID$/.test(name) ? ['0'] : this.variables.get(name);
  }

  assign(name: string, value: string): void {
    this.variables.set(name, [value]);
  }

  missing(name: string, at: number): string {
    if (this.unseen !== undefined)
      return this.unknown(`$${name}`, `it may be set in ${this.unseen}`);
    if (environment.test(name)) return this.unknown(`$${name}`, 'it comes from the environment');
    const place = this.source.place(at, at + name.length + 1);
    this.found.unset.push({ name, place, asked: this.quiet });
    return '';
  }

  text(parts: readonly WordPart[]): string {
    return partsText(parts, this);
  }

  /** Does something with other values in these places, which come back afterwards. */
  within<Result>(changes: Partial<Context>, work: () => Result): Result {
    const keys = Object.keys(changes) as (keyof Context)[];
    const before = Object.fromEntries(keys.map((key) => [key, this[key]]));
    Object.assign(this, changes);
    this.depth += 1;
    this.spend(0, 1);
    const result = work();
    this.depth -= 1;
    Object.assign(this, before);
    return result;
  }

  output(script: Script | undefined): string {
    const out: Text = { text: '', lines: [] };
    const { variables, frame } = this;
    const source = script?.source ? this.source.inside(script.source, script.pos) : this.source;
    this.within({ variables: new Map(variables), frame, out, source }, () =>
      this.execute(script?.commands ?? [], this),
    );
    this.substitutions += 1;
    const printed = out.text.replace(/\n+$/, '');
    if (printed.includes('\n')) this.#origins.set(printed, out.lines);
    return printed;
  }

  print(text: string, line: number, spans = false): void {
    if (this.out === undefined) return;
    this.spend(text.length);
    const origin = this.#origins.get(text.replace(/\n+$/, ''));
    const count = text.split('\n').length - 1;
    for (let index = 0; index < count; index += 1)
      this.out.lines.push(origin?.[index] ?? (spans ? line + index : line));
    this.out.text += text;
  }

  /** Writes a file, or a setting. */
  save(path: string, { text, lines }: Text, append: boolean, place: Place): void {
    const key = /^\/+proc\/+sys\/+(.+)$/.exec(path)?.[1]?.replace(/\/+/g, '/');
    if (key !== undefined)
      this.step({ does: 'set', key, value: this.word(text.trim()) }, 'echo', place);
    if (key !== undefined || path === '' || path.startsWith('/dev/')) return;
    this.step({ does: 'touch', path: this.word(path) }, 'sh', place);
    const before = append ? this.found.written.get(path) : undefined;
    this.found.written.set(path, {
      text: (before?.text ?? '') + text,
      lines: [...(before?.lines ?? []), ...lines],
    });
  }

  /** Notes that the script may end here, with the status of the last command. */
  exit(place: Place): void {
    this.found.outcomes.push({ status: this.status, place, failed: this.failed });
  }

  /** Notes what a command does. */
  step(effect: Effect, program: string, place: Place): void {
    const readable = Object.entries(effect).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? this.unknowns.readable(value) : value,
    ]);
    const maybe = this.maybe > 0 ? { maybe: true } : {};
    const step = { effect: Object.fromEntries(readable) as Effect, program, place, ...maybe };
    this.found.steps.push(step);
  }

  /** Notes that something unknown was compared with this text. */
  compare(unknown: string, text: string, place: Place): void {
    if (unknown.length === 1 && isUnknown(unknown))
      this.found.compared.push({ source: this.unknowns.readable(unknown), text, place });
  }

  /** Notes that what is unknown in the text was looked at closely. */
  check(text: string): void {
    for (const one of text) if (isUnknown(one)) this.found.checked.add(this.unknowns.readable(one));
  }
}
