import type { Command, Statement } from 'unbash';
import { builtins } from './builtins.ts';
import { askedOf } from './asked.ts';
import type { Effect, Place } from './effect.ts';
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
  const place = state.place(node);
  state.command = place;
  return withRedirects(node.redirects, state, () =>
    call({ name, words: rest, node, place }, state),
  );
}

/** A command that is called, after its words were expanded. */
interface Call {
  readonly name: string;
  readonly words: readonly string[];
  readonly node: Command;
  readonly place: Place;
}

/** The name of a program without its folder. */
const base = (path: string): string => path.replace(/^.*\//, '');

/** Programs that run another, with the words of their own that they have before it. */
const wrappers =
  /^(sudo|nohup|env|nice|ionice|setsid|command|builtin|time|timeout|exec|stdbuf|action|daemon|runuser|chroot|busybox)$/;

function call({ name, words, node, place }: Call, state: State): End {
  state.spend(0, 1);
  state.command = place;
  const program = base(name);
  state.found.called.push({ program, words: [name, ...words], place });
  // The action is called by its name: whatever function there is may be meant.
  for (const one of isUnknown(name) ? state.functions.keys() : []) state.compare(name, one, place);
  if (state.functions.has(name)) return callFunction(name, words, state);
  const itself = actionOfItself(name, words, state);
  if (itself !== undefined) return callItself(itself, state);
  if (program === 'command' && words[0] === '-v')
    return external({ name: 'which', words: words.slice(1), node, place }, state);
  if (wrappers.test(program)) {
    // action, of the functions of init scripts, says its first word.
    const at = words.findIndex(
      (word, index) =>
        index >= Number(program === 'action') &&
        !/^-|=|^\d+[smh]?$/.test(word) &&
        !/^-[ugn]$/.test(words[index - 1] ?? ''),
    );
    if (at < 0) return undefined;
    const end = call({ name: words[at] ?? '', words: words.slice(at + 1), node, place }, state);
    if (program !== 'exec') return end;
    state.exit(place);
    return 'exit';
  }
  const asked = askedOf(program, words, state);
  if (asked !== undefined) {
    state.found.askedKernel = true;
    state.print(asked, place.line);
    state.status = isUnknown(asked) ? undefined : 0;
    return undefined;
  }
  const builtin = Object.hasOwn(builtins, program) ? builtins[program] : undefined;
  return builtin ? builtin(words, state, node) : external({ name, words, node, place }, state);
}

/** Runs a function that the script has. */
export function callFunction(name: string, words: readonly string[], state: State): End {
  const called = state.functions.get(name);
  if (called === undefined) return undefined;
  const { body, pos, end: last } = called.node;
  // Arguments that may be more are handed on as such.
  const { more } = state.frame;
  const isMore = more !== undefined && words.at(-1) === state.values('@')?.at(-1);
  const frame = isMore ? { list: words.slice(0, -1), more } : { list: words, more: undefined };
  const locals = new Map<string, readonly string[] | undefined>();
  const statement = { type: 'Statement', command: body, pos, end: last } as Statement;
  const end = state.within({ frame, source: called.source, locals }, () =>
    state.execute([statement], state),
  );
  for (const [variable, values] of locals)
    if (values === undefined) state.variables.delete(variable);
    else state.variables.set(variable, values);
  return end === 'exit' ? 'exit' : undefined;
}

/** The words with which the script calls itself, by its own name or as a service. */
function actionOfItself(
  name: string,
  words: readonly string[],
  state: State,
): readonly string[] | undefined {
  const { file } = state.script.source;
  const own = base(file).replace(/\.sh$/, '');
  if (name === file || (name.includes('/init.d/') && base(name) === own)) return words;
  if (!/^(.*\/)?(service|systemctl)$/.test(name)) return undefined;
  const plain = words.filter((word) => !word.startsWith('-'));
  const isOwn = plain.some((word) => word.replace(/\.service$/, '') === own);
  const action = plain.filter((word) => /^(start|stop)$/.test(word));
  return isOwn && action.length > 0 ? action : undefined;
}

function callItself(list: readonly string[], state: State): End {
  const { source, statements } = state.script;
  state.within({ variables: new Map(), frame: { list, more: undefined }, source }, () =>
    state.execute(statements, state),
  );
  return undefined;
}

/** Programs that are not followed, and of which nothing depends. */
const harmless =
  /^(sleep|sync|logger|clear|chmod|chown|mkdir|ln|cp|mv|chkconfig|yum|apt-get|dnf|setenforce|ldconfig|success|failure|warning|passed|log_\w+|modinfo|date|ulimit|umask|hash|wait|ipvsadm-save|kill|killall|usermod)$/;

function external({ name, words, place }: Call, state: State): End {
  const program = base(name);
  const { input, unknowns } = state;
  if (/^([ef]?grep|awk|sed|expr)$/.test(program)) state.check([input?.text, ...words].join(' '));
  const printed = printedBy(program, words, input?.text, state);
  const effects = effectsOf({ program, words, stdin: input?.text ?? '' }, unknowns);
  if (printed !== undefined) {
    const spans = program === 'echo' && words.some((word) => word.trim().includes('\n'));
    state.print(printed.text, place.line, spans);
    state.status = printed.status;
  } else if (effects !== undefined) {
    state.status = 0;
    for (const effect of effects) does(effect, program, place, state);
  } else {
    const text = `$(${[name, ...words].join(' ')})`;
    state.print(state.out ? state.unknown(text, 'it is what a command prints') : '', place.line);
    state.status = harmless.test(program) ? 0 : undefined;
    state.check(words.join(' '));
    handOn(program, words, place, state);
    if (isUnknown(name) || name === '')
      state.found.lost.push({ reason: 'which command this is cannot be told', place });
    else if (state.unseen !== undefined && !name.includes('/'))
      state.found.lost.push({ reason: `${name} may be a function of ${state.unseen}`, place });
  }
  return undefined;
}

/** Shell for another host, or for a program that writes it somewhere. */
function handOn(program: string, words: readonly string[], { line }: Place, state: State): void {
  const { input, found } = state;
  const isRemote = program === 'ssh';
  const texts = isRemote ? [words.slice(1).join(' ')] : words;
  const given = texts.map((text) => ({ text, lines: [line] }));
  for (const text of input ? [...given, input] : given)
    if (text.text.trim().includes('\n') || isRemote) found.written.set(`${program}:${line}`, text);
}

function does(effect: Effect, program: string, place: Place, state: State): void {
  state.step(effect, program, place);
  // An alias of an address that is not there has no routes.
  const isLost = effect.does === 'add-route' && effect.label !== undefined && state.failed;
  if (effect.does === state.given.fails) state.failed = true;
  if (effect.does === state.given.fails || isLost) state.status = 1;
  if (effect.does !== 'load-settings') return;
  // What is in a file that is at hand, or that the script has written, is known.
  const { file = { text: '/etc/sysctl.conf' } } = effect;
  const path = 'text' in file ? file.text : '';
  const text = state.found.written.get(path)?.text ?? state.readFile(path) ?? '';
  for (const line of text.split('\n'))
    for (const one of setting(line, state.unknowns)) state.step(one, program, place);
}
