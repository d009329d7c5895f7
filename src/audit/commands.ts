import type { Assignment, Command, Statement } from 'unbash';
import { builtins } from './builtins.ts';
import { askedOf } from './asked.ts';
import type { Place } from './effect.ts';
import { fieldsOf, textOf } from './expand.ts';
import { withRedirects } from './redirects.ts';
import { effectsOf, setting } from './programs.ts';
import type { End, State } from './state.ts';
import { printedBy } from './tools.ts';
import { isUnknown } from './unknowns.ts';

/** Runs a simple command: assigns, redirects, and does what its program would. */
export function runCommand(node: Command, state: State): End {
  const words = [...(node.name ? [node.name] : []), ...node.args];
  const isTest = node.name !== undefined && /^(\[|test)$/.test(node.name.text);
  // Whoever asks whether a variable is there may well use one that is not.
  state.quiet = isTest && words.some((word) => word.text === '-z' || word.text === '-n');
  const fields = words.flatMap((word) =>
    word.type === 'Word' ? fieldsOf(word, state) : assigned(word, state),
  );
  state.quiet = false;
  const given = node.prefix.filter((one) => one.type === 'Assignment');
  if (node.name === undefined) {
    state.status = 0;
    for (const one of given) assign(one, state);
    return withRedirects(node.redirects, state, () => undefined);
  }
  const [name = '', ...rest] = fields;
  const badly = badAssignment(node, name, rest);
  if (badly !== undefined) {
    state.assign(badly.name, badly.value);
    state.status = 127;
    return undefined;
  }
  state.command = state.place(node);
  return withRedirects(node.redirects, state, () => call(name, rest, node, state));
}

/** The name and the value that were meant by an assignment with blanks round its sign. */
export function badAssignment(
  node: Command,
  name: string,
  rest: readonly string[],
): { readonly name: string; readonly value: string } | undefined {
  const [first = ''] = rest;
  if (/^[A-Za-z_]\w*$/.test(name) && first.startsWith('='))
    return { name, value: first.slice(1) || (rest[1] ?? '') };
  const empty = node.prefix.find(
    (one) => one.type === 'Assignment' && one.value.type === 'Word' && one.value.text === '',
  );
  if (empty?.type !== 'Assignment' || !/^\d+\.\d+\.\d+\.\d+/.test(name)) return undefined;
  return { name: empty.name, value: name };
}

function assign(node: Assignment, state: State): void {
  const { name, value, append } = node;
  const before = state.variables.get(name) ?? [];
  if (value.type === 'ArrayValue') {
    const values = value.elements.flatMap((word) => fieldsOf(word, state));
    state.variables.set(name, append ? [...before, ...values] : values);
    return;
  }
  const text = textOf(value, state);
  const index = node.index === undefined ? 0 : Number(textOf(node.index, state));
  const values = [...before];
  const at = Number.isInteger(index) && index >= 0 && index < 1000 ? index : values.length;
  while (values.length < at) values.push('');
  values[at] = append ? (values[at] ?? '') + text : text;
  state.variables.set(name, values);
}

/** An assignment as the word of export, local and their like. */
function assigned(node: Assignment, state: State): readonly string[] {
  if (state.locals && !state.locals.has(node.name))
    state.locals.set(node.name, state.variables.get(node.name));
  if (!node.append) state.variables.delete(node.name);
  assign(node, state);
  return [];
}

const wrappers =
  /^(sudo|nohup|env|nice|ionice|setsid|command|builtin|time|timeout|exec|stdbuf|action|daemon|runuser|chroot|busybox)$/;

function call(name: string, words: readonly string[], node: Command, state: State): End {
  state.spend(0, 1);
  const place = state.place(node);
  state.command = place;
  state.found.called.push({ program: base(name), words: [name, ...words], place });
  const fn = state.functions.get(name);
  if (fn !== undefined) return callFunction(fn, words, state);
  const program = base(name);
  if (isItself(name, state)) return callItself(words, state);
  if (wrappers.test(program)) {
    const inner = unwrapped(program, words);
    if (inner.length === 0) return undefined;
    const [next = '', ...others] = inner;
    const end = call(next, others, node, state);
    if (program !== 'exec') return end;
    state.exit(place);
    return 'exit';
  }
  if (program === 'service' || program === 'systemctl') {
    const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
    const [who, action] = program === 'service' ? [first, second] : [second, first];
    if (
      base(who).replace(/\.service$/, '') === base(state.script.source.file).replace(/\.sh$/, '') &&
      /^(start|stop)$/.test(action)
    )
      return callItself([action], state);
  }
  const asked = askedOf(program, words, state);
  if (asked !== undefined) {
    state.found.asked.kernel = true;
    state.print(asked, place.line);
    state.status = isUnknown(asked) ? undefined : 0;
    return undefined;
  }
  const builtin = Object.hasOwn(builtins, program) ? builtins[program] : undefined;
  if (builtin !== undefined) return builtin(words, state, node);
  return external(program, name, words, node, state);
}

const base = (path: string): string => path.replace(/^.*\//, '');

/** The command that a program runs which is given one. */
function unwrapped(program: string, words: readonly string[]): readonly string[] {
  // action of the init scripts' functions says its first word.
  const behind =
    program === 'action' || program === 'busybox'
      ? words.slice(program === 'action' ? 1 : 0)
      : words;
  const at = behind.findIndex(
    (word, index) => !/^-|=|^\d+[smh]?$/.test(word) && !/^-[ugn]$/.test(behind[index - 1] ?? ''),
  );
  return at < 0 ? [] : behind.slice(at);
}

function callFunction(
  fn: {
    readonly node: { readonly body: unknown; readonly pos: number; readonly end: number };
    readonly source: State['source'];
  },
  words: readonly string[],
  state: State,
): End {
  const { frame, source, locals } = state;
  // Arguments that may be more are handed on as such.
  const rest =
    words.at(-1) !== undefined &&
    words.at(-1) === state.unknown('$@', 'it is an argument') &&
    frame.more !== undefined;
  state.frame = rest
    ? { list: words.slice(0, -1), more: frame.more }
    : { list: words, more: undefined };
  state.source = fn.source;
  state.locals = new Map();
  state.depth += 1;
  const { body, pos, end: last } = fn.node;
  const statement = {
    type: 'Statement',
    command: body,
    pos,
    end: last,
    background: undefined,
  } as Statement;
  const end = state.execute([statement], state);
  state.depth -= 1;
  for (const [name, values] of state.locals) {
    if (values === undefined) state.variables.delete(name);
    else state.variables.set(name, values);
  }
  Object.assign(state, { frame, source, locals });
  return end === 'exit' ? 'exit' : undefined;
}

function isItself(name: string, state: State): boolean {
  return (
    name === state.script.source.file ||
    (name.includes('/init.d/') && base(name) === base(state.script.source.file))
  );
}

/** The script calls itself, with other arguments. */
function callItself(words: readonly string[], state: State): End {
  const { variables, frame, source } = state;
  state.variables = new Map();
  state.frame = { list: words, more: undefined };
  state.source = state.script.source;
  state.depth += 1;
  state.execute(state.script.statements, state);
  state.depth -= 1;
  Object.assign(state, { variables, frame, source });
  return undefined;
}

const harmless =
  /^(sleep|sync|logger|clear|chmod|chown|mkdir|ln|cp|mv|chkconfig|yum|apt-get|dnf|setenforce|ldconfig|success|failure|warning|passed|log_\w+|modinfo|date|ulimit|umask|hash|wait|ipvsadm-save|arping|ping|kill|killall|usermod|daemon-reload)$/;

function external(
  program: string,
  name: string,
  words: readonly string[],
  node: Command,
  state: State,
): End {
  const place = state.command ?? state.place(node);
  const printed = printedBy(program, words, state.input?.text, state);
  if (printed !== undefined) {
    const spans = words.some((word) => word.trim().includes('\n')) && program === 'echo';
    state.print(printed.text, place.line, spans);
    state.status = printed.status;
    return undefined;
  }
  const effects = effectsOf({ program, words, stdin: state.input?.text ?? '' }, state.unknowns);
  if (effects !== undefined) {
    state.status = 0;
    for (const effect of effects) {
      if (effect.does === 'load-settings') load(effect, state, place, program);
      else state.step(effect, program, place);
      if (effect.does === 'add-address' && state.given.fails === true) {
        state.failed = true;
        state.status = 1;
      }
      // An alias of an address that is not there has no routes.
      if (effect.does === 'add-route' && state.failed && effect.label !== undefined)
        state.status = 1;
    }
    return undefined;
  }
  if (state.out !== undefined)
    state.print(
      state.unknown(`$(${[name, ...words].join(' ')})`, 'it is what a command prints'),
      place.line,
    );
  state.status = harmless.test(program) ? 0 : undefined;
  for (const word of words) state.check(word);
  if (isUnknown(name) || name === '') state.lose('which command this is cannot be told', place);
  else if (state.unseen !== undefined && !name.includes('/'))
    state.lose(`${name} may be a function of ${state.unseen}`, place);
  return undefined;
}

/** Settings of a file that is at hand or was written by the script itself are known. */
function load(
  effect: { readonly file?: { readonly text: string } | { readonly unknown: string } },
  state: State,
  place: Place,
  program: string,
): void {
  const path =
    effect.file === undefined ? '/etc/sysctl.conf' : 'text' in effect.file ? effect.file.text : '';
  const text = state.found.written.get(path)?.text ?? state.readFile(path);
  const lines = text?.split('\n') ?? [];
  const known = lines.flatMap((line) => setting(line, state.unknowns));
  state.step(
    { does: 'load-settings', ...(effect.file ? { file: state.word(path) } : {}) },
    program,
    place,
  );
  for (const one of known) state.step(one, program, place);
}
