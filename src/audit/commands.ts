import type { Command, Redirection, Statement } from 'unbash';
import { builtins } from './builtins.ts';
import type { Effect } from './effect.ts';
import { assign, expand, expandParts, fieldsOf } from './expand.ts';
import type { End, Text } from './found.ts';
import { printedBy } from './printers.ts';
import { effectsOf, setting } from './programs.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** Runs a simple command: assigns, redirects, and does what its program would. */
export function runCommand(node: Command, state: State): End {
  const words = [...(node.name ? [node.name] : []), ...node.args];
  const isTest = /^(\[|test)$/.test(node.name?.text ?? '');
  // Whoever asks whether a variable is there may well use one that is not.
  state.asks = isTest && words.some(({ text }) => text === '-z' || text === '-n');
  const [name = '', ...rest] = words.flatMap((word) => {
    if (word.type === 'Word') return fieldsOf(word, state);
    assign(word, state);
    return [];
  });
  state.asks = false;
  const place = state.place(node);
  if (node.name === undefined) {
    for (const one of node.prefix) if (one.type === 'Assignment') assign(one, state);
    // The status is that of the last command whose output is the value.
    if (!node.prefix.some(({ pos, end }) => /\$\([^(]|`/.test(state.source.text.slice(pos, end))))
      state.status = 0;
    return withRedirects(node.redirects, state, () => undefined);
  }
  const meant = badAssignment(node, name, rest);
  if (meant !== undefined) {
    state.assign(meant.name, meant.value);
    state.found.misspelt.push({ name: meant.name, place });
    state.status = 127;
    return undefined;
  }
  state.command = place;
  return withRedirects(node.redirects, state, () => call(name, rest, state));
}

/** The name and the value that were meant by an assignment with blanks round its sign. */
function badAssignment(
  node: Command,
  name: string,
  [first = '', second = '']: readonly string[],
): { readonly name: string; readonly value: string } | undefined {
  if (/^[A-Za-z_]\w*$/.test(name) && first.startsWith('='))
    return { name, value: first.slice(1) || second };
  const [empty] = node.prefix.filter((one) => one.type === 'Assignment');
  return empty?.text.endsWith('=') && /^(\d[\d.]*$|lo\b|eth\d|tunl\d|\d+\.\d)/.test(name)
    ? { name: empty.name, value: name }
    : undefined;
}

/** Runs with other inputs and outputs, and writes the files that are named. */
export function withRedirects(
  redirects: readonly Redirection[],
  state: State,
  run: () => End,
): End {
  const { out, input } = state;
  const files: { readonly path: string; readonly text: Text; readonly append: boolean }[] = [];
  for (const one of redirects) {
    const { line } = state.place(one.type === 'HereDoc' ? one.body : one);
    if (one.type === 'HereDoc') {
      const text = one.body.parts ? expandParts(one.body.parts, state) : one.body.text;
      const lines = text.split('\n').map((_, index) => line + index);
      state.input = { text: one.operator === '<<-' ? text.replace(/^\t+/gm, '') : text, lines };
      continue;
    }
    const target = one.target ? expand(one.target, state) : '';
    const isOther = one.descriptor?.type === 'FileDescriptor' && one.descriptor.value !== 1;
    if (one.type === 'HereString') state.input = { text: `${target}\n`, lines: [line] };
    else if (one.operator === '<') state.input = readable(target, state);
    else if (isOther || one.operator.startsWith('<')) continue;
    else if (one.operator === '>&' && /^[12-]$/.test(target))
      state.out = target === '1' ? state.out : undefined;
    else {
      state.out = { text: '', lines: [] };
      files.push({ path: target, text: state.out, append: one.operator.endsWith('>>') });
    }
  }
  const end = run();
  Object.assign(state, { out, input });
  for (const { path, text, append } of files) state.save(path, text, append);
  return end;
}

function readable(path: string, state: State): Text {
  const known = state.found.written.get(path);
  return known
    ? { text: known.text, lines: [...known.lines] }
    : { text: state.unknown(`<${path}`, `it stands in ${path}`), lines: [] };
}

/** Programs that run another, with the words of their own that they have before it. */
const wrappers =
  /^(sudo|nohup|env|nice|ionice|setsid|command|builtin|time|timeout|exec|stdbuf|action|daemon|runuser|chroot|busybox)$/;

/** Runs a command by its words. */
function call(name: string, words: readonly string[], state: State): End {
  state.spend(0, 1);
  const program = name.replace(/^.*\//, '');
  const { found, functions, command: place } = state;
  found.called.push({ program, words: [name, ...words], place });
  // The action is called by its name: whatever function there is may be meant.
  if (isUnknown(name)) for (const one of functions.keys()) state.compare(name, one, place);
  if (functions.has(name)) return callFunction(name, words, state);
  const action = actionOfItself(name, words, state);
  if (action !== undefined) {
    const { source, statements } = state.script;
    state.subshell(statements, { args: { list: action, isOpen: false }, source });
    return undefined;
  }
  if (wrappers.test(program) && words[0] !== '-v') {
    // action, of the functions of init scripts, says its first word.
    const at = words.findIndex(
      (word, index) =>
        index >= Number(program === 'action') &&
        !/^-|=|^\d+[smh]?$/.test(word) &&
        !/^-[ugn]$/.test(words[index - 1] ?? ''),
    );
    return at < 0 ? undefined : call(words[at] ?? '', words.slice(at + 1), state);
  }
  const printed = printedBy(program, words, state);
  if (printed !== undefined) {
    state.print(printed.text, place.line, program === 'echo' && words.join().includes('\n'));
    state.status = printed.status;
    return undefined;
  }
  if (Object.hasOwn(builtins, program)) return builtins[program]?.(words, state);
  const effects = effectsOf(program, words, state);
  if (effects === undefined) callUnknown(name, program, words, state);
  else state.status = 0;
  for (const effect of effects ?? []) does(effect, program, state);
  return undefined;
}

/** Runs a function that the script has. */
export function callFunction(name: string, words: readonly string[], state: State): End {
  const called = state.functions.get(name);
  if (called === undefined) return undefined;
  const { body, pos, end: last } = called.node;
  // Arguments that may be more are handed on as such.
  const isOpen = state.args.isOpen && words.at(-1) === state.values('@')?.[0];
  const list = isOpen ? [...words.slice(0, -1), ...state.args.list] : words;
  const statement = { type: 'Statement', command: body, pos, end: last } as Statement;
  const end = state.within({ args: { list, isOpen }, source: called.source }, () =>
    state.execute([statement], state),
  );
  return end === 'exit' ? 'exit' : undefined;
}

/** The words with which the script calls itself, by its own name or as a service. */
function actionOfItself(
  name: string,
  words: readonly string[],
  { script }: State,
): readonly string[] | undefined {
  const { file } = script.source;
  const own = file.replace(/^.*\/|\.sh$/g, '');
  if (name === file || name.endsWith(`/init.d/${own}`)) return words;
  if (!/^(.*\/)?(service|systemctl)$/.test(name)) return undefined;
  const isOwn = words.some((word) => word.replace(/\.service$/, '') === own);
  return isOwn ? words.filter((word) => /^(start|stop)$/.test(word)) : undefined;
}

/** Programs that are not followed, and of which nothing depends. */
const harmless =
  /^(sleep|sync|logger|clear|chmod|chown|mkdir|ln|cp|mv|chkconfig|yum|apt-get|dnf|setenforce|ldconfig|success|failure|warning|passed|log_\w+|modinfo|date|ulimit|umask|hash|wait|ipvsadm-save|kill|killall|usermod)$/;

function callUnknown(name: string, program: string, words: readonly string[], state: State): void {
  const { command: place, found, unseen } = state;
  const text = `$(${[name, ...words].join(' ')})`;
  if (state.out) state.print(state.unknown(text, 'it is what a command prints'), place.line);
  state.status = harmless.test(program) ? 0 : undefined;
  state.check([state.input?.text, ...words].join(' '));
  if (isUnknown(name) || name === '')
    found.lost.push({ reason: 'which command this is cannot be told', place });
  else if (unseen !== undefined && !name.includes('/'))
    found.lost.push({ reason: `${name} may be a function of ${unseen}`, place });
}

function does(effect: Effect, program: string, state: State): void {
  state.step(effect, program);
  // An alias of an address that is not there has no routes.
  const isLost = effect.does === 'add-route' && effect.label !== undefined && state.failed;
  if (effect.does === state.given.fails) state.failed = true;
  if (effect.does === state.given.fails || isLost) state.status = 1;
  if (effect.does !== 'load-settings') return;
  // What is in a file that is at hand, or that the script has written, is known.
  const text = state.fileAt(effect.file?.text ?? '/etc/sysctl.conf') ?? '';
  for (const line of text.split('\n'))
    for (const one of setting(line, state)) state.step(one, program);
}
