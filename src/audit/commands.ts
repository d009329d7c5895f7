import type { Command, Redirection, Statement } from 'unbash';
import { builtins } from './builtins.ts';
import { assign, expand, expandParts, fieldsOf } from './expand.ts';
import type { End, Text, Words } from './effect.ts';
import { printedBy } from './printers.ts';
import { programs, setting } from './programs.ts';
import type { State } from './state.ts';
import { isUnknown } from './words.ts';

/** Runs a simple command: assigns, redirects, and does what its program would. */
export function runCommand(node: Command, state: State): End {
  const assignments = node.prefix.filter((one) => one.type === 'Assignment');
  const isTest = /^(\[|test)$/.test(node.name?.text ?? '');
  // Who asks whether a variable is there may well mean one that is not.
  state.asks = isTest && node.args.some(({ text }) => text === '-z' || text === '-n');
  const fields = [...(node.name ? [node.name] : []), ...node.args].flatMap((word) => {
    if (word.type === 'Word') return fieldsOf(word, state);
    assign(word, state);
    return [];
  });
  state.asks = false;
  const [name = '', ...words] = fields;
  if (node.name === undefined) {
    for (const one of assignments) assign(one, state);
    // What counts is the last command whose output is the value.
    if (!assignments.some(({ text }) => /\$\([^(]|`/.test(text))) state.succeeded = true;
    return withRedirects(node.redirects, state, () => undefined);
  }
  state.command = state.place(node);
  // `NAME = value` and `NAME= value`, where an assignment was meant.
  const [empty] = assignments;
  const isName = /^[A-Za-z_]\w*$/.test(name) && words[0]?.startsWith('=');
  const isValue = empty?.text.endsWith('=') && /^(\d[\d.]*$|lo\b|eth\d|tunl\d|\d+\.\d)/.test(name);
  if (!isName && !isValue)
    return withRedirects(node.redirects, state, () => call(name, words, state));
  const meant = isName ? name : (empty?.name ?? '');
  state.assign(meant, isName ? words.join(' ').replace(/^=\s*/, '') : name);
  state.tell('bad-assignment', state.command, meant);
  state.succeeded = false;
  return undefined;
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
    if (one.type === 'HereDoc') {
      const text = one.body.parts ? expandParts(one.body.parts, state) : one.body.text;
      const { line } = state.place(one.body);
      const lines = text.split('\n').map((_, index) => line + index);
      state.input = { text: one.operator === '<<-' ? text.replace(/^\t+/gm, '') : text, lines };
      continue;
    }
    const target = one.target ? expand(one.target, state) : '';
    const isOther = one.descriptor?.type === 'FileDescriptor' && one.descriptor.value !== 1;
    if (one.type === 'HereString') state.input = { text: `${target}\n`, lines: [] };
    else if (one.operator === '<') {
      const text = state.fileAt(target) ?? state.unknown(`<${target}`, `it stands in ${target}`);
      state.input = { text, lines: [] };
    } else if (isOther || one.operator.startsWith('<')) continue;
    else if (one.operator === '>&' && /^[12-]$/.test(target)) {
      if (target !== '1') state.out = undefined;
    } else {
      state.out = { text: '', lines: [] };
      files.push({ path: target, text: state.out, append: one.operator.endsWith('>>') });
    }
  }
  const end = run();
  Object.assign(state, { out, input });
  for (const { path, text, append } of files) state.save(path, text, append);
  return end;
}

/** Programs that run another, with the words of their own that they have before it. */
const wrappers =
  /^(sudo|nohup|env|nice|ionice|setsid|command|builtin|time|timeout|exec|stdbuf|action|daemon|runuser|chroot|busybox)$/;

/** Programs that are not followed, and of which nothing depends. */
const harmless =
  /^(sleep|sync|logger|clear|chmod|chown|mkdir|ln|cp|mv|insmod|chkconfig|yum|apt-get|dnf|setenforce|ldconfig|success|failure|warning|passed|log_\w+|modinfo|date|ulimit|umask|hash|wait|ipvsadm-save|kill|killall|usermod)$/;

/** Runs a command by its words: a function, the script itself, what the shell has, a program. */
function call(name: string, words: Words, state: State): End {
  state.spend(0, 1);
  const program = name.replace(/^.*\//, '');
  const { found, functions, script, unseen, command: place } = state;
  found.called.push({ program, words: [name, ...words], place });
  // The action is called by its name: whatever function there is may be meant.
  if (isUnknown(name)) for (const one of functions.keys()) state.compare(name, one);
  if (functions.has(name)) return callFunction(name, words, state);
  const { source, statements } = script;
  // The script calls itself, by its path or as a service.
  const own = source.file.replace(/^.*\/|\.sh$/g, '');
  const isService = /^(service|systemctl)$/.test(program) && words.includes(own);
  if (isService || name === source.file || name.endsWith(`/init.d/${own}`)) {
    const list = words.filter((word) => word !== own);
    state.subshell(statements, { args: { list, isOpen: false }, source });
    return undefined;
  }
  if (wrappers.test(program) && words[0] !== '-v') {
    // action, of the functions of init scripts, says its first word.
    const first = program === 'action' ? 1 : 0;
    const isOwn = (word: string, index: number): boolean =>
      index < first || /^-|=|^\d+[smh]?$/.test(word) || /^-[ugn]$/.test(words[index - 1] ?? '');
    const at = words.findIndex((word, index) => !isOwn(word, index));
    return at < 0 ? undefined : call(words[at] ?? '', words.slice(at + 1), state);
  }
  const printed = printedBy(program, words, state);
  if (printed !== undefined) {
    state.print(printed.text, printed.lines);
    state.succeeded = printed.succeeded;
    return undefined;
  }
  const builtin = builtins.get(program);
  if (builtin !== undefined) return builtin(words, state);
  const effects = programs.get(program)?.(words, state);
  state.succeeded = effects !== undefined || harmless.test(program) || undefined;
  for (const effect of effects ?? []) {
    state.step(effect);
    // An alias of an address that is not there has no routes.
    const isLost = effect.does === 'add-route' && effect.label !== undefined && state.failed;
    state.failed ||= effect.does === state.given.fails;
    if (effect.does === state.given.fails || isLost) state.succeeded = false;
    if (effect.does !== 'load-settings') continue;
    // What is in a file that is at hand, or that the script has written, is known.
    const text = state.fileAt(effect.file?.text ?? '/etc/sysctl.conf') ?? '';
    for (const one of text.split('\n').flatMap((line) => setting(line, state))) state.step(one);
  }
  if (effects !== undefined) return undefined;
  state.print(state.unknown(`$(${[name, ...words].join(' ')})`, 'it is what a command prints'));
  state.check([state.input?.text, ...words].join(' '));
  if (isUnknown(name)) state.tell('cannot-tell', place, 'which command this is cannot be told');
  else if (unseen !== undefined && !name.includes('/') && !harmless.test(program))
    state.tell('cannot-tell', place, `${name} may be a function of ${unseen}`);
  return undefined;
}

/** Runs a function that the script has. */
export function callFunction(name: string, words: Words, state: State): End {
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
