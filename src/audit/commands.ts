import type { Command } from 'unbash';
import { builtins } from './builtins.ts';
import { base, callFunction, callItself, isItself } from './calls.ts';
import { askedOf } from './asked.ts';
import type { Place } from './effect.ts';
import { assign, assigned, badAssignment } from './assign.ts';
import { fieldsOf } from './expand.ts';
import { withRedirects } from './redirects.ts';
import { effectsOf, setting } from './programs.ts';
import type { End } from './found.ts';
import type { State } from './state.ts';
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
    const before = state.substitutions;
    for (const one of given) assign(one, state);
    // The status is that of the last command whose output is the value.
    if (state.substitutions === before) state.status = 0;
    return withRedirects(node.redirects, state, () => undefined);
  }
  const [name = '', ...rest] = fields;
  const badly = badAssignment(node, name, rest);
  if (badly !== undefined) {
    state.assign(badly.name, badly.value);
    state.found.misspelt.push({ name: badly.name, place: state.place(node) });
    state.status = 127;
    return undefined;
  }
  state.command = state.place(node);
  return withRedirects(node.redirects, state, () => call(name, rest, node, state));
}

const wrappers =
  /^(sudo|nohup|env|nice|ionice|setsid|command|builtin|time|timeout|exec|stdbuf|action|daemon|runuser|chroot|busybox)$/;

function call(name: string, words: readonly string[], node: Command, state: State): End {
  state.spend(0, 1);
  const place = state.place(node);
  state.command = place;
  state.found.called.push({ program: base(name), words: [name, ...words], place });
  // The action is called by its name: whatever function there is may be meant.
  for (const one of isUnknown(name) ? state.functions.keys() : []) state.compare(name, one, place);
  const fn = state.functions.get(name);
  if (fn !== undefined) return callFunction(fn, words, state);
  const program = base(name);
  if (isItself(name, state)) return callItself(words, state);
  if (program === 'command' && words[0] === '-v')
    return external('which', name, words.slice(1), node, state);
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
    state.found.askedKernel = true;
    state.print(asked, place.line);
    state.status = isUnknown(asked) ? undefined : 0;
    return undefined;
  }
  const builtin = Object.hasOwn(builtins, program) ? builtins[program] : undefined;
  if (builtin !== undefined) return builtin(words, state, node);
  return external(program, name, words, node, state);
}

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

const harmless =
  /^(sleep|sync|logger|clear|chmod|chown|mkdir|ln|cp|mv|chkconfig|yum|apt-get|dnf|setenforce|ldconfig|success|failure|warning|passed|log_\w+|modinfo|date|ulimit|umask|hash|wait|ipvsadm-save|kill|killall|usermod|daemon-reload)$/;

function external(
  program: string,
  name: string,
  words: readonly string[],
  node: Command,
  state: State,
): End {
  const place = state.command ?? state.place(node);
  if (/^[ef]?grep$|^awk$|^sed$|^expr$/.test(program))
    state.check([state.input?.text ?? '', ...words].join(' '));
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
      if (effect.does === state.given.fails) {
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
  // Shell for another host, or for a program that writes it somewhere.
  const scripts =
    program === 'ssh'
      ? [words.slice(1).join(' ')]
      : words.filter((word) => word.trim().includes('\n'));
  for (const text of state.input === undefined ? scripts : [state.input.text, ...scripts])
    if (text.includes('\n') || program === 'ssh')
      state.found.written.set(`${program}:${place.line}`, {
        text,
        lines: state.input?.text === text ? state.input.lines : [place.line],
      });
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
