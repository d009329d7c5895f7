import type * as shell from 'unbash';
import { decide, loop, not, testWords, wordsOf } from './conditions.ts';
import { callFunction, runCommand, withRedirects } from './commands.ts';
import { evaluate, expand, fieldsOf } from './expand.ts';
import type { Answer, End, Text } from './effect.ts';
import { isUnknown, matchesGlob } from './words.ts';
import type { State } from './state.ts';

/** Runs statements one after another, until one of them ends the list. */
export function runAll(statements: readonly shell.Statement[], state: State): End {
  for (const statement of statements) {
    state.spend(0, 1);
    const end = runNode(statement.command, state);
    if (statement.background) state.succeeded = true;
    if (end !== undefined) return end;
    const mayFail = !state.exitsOnError || statement.command.type === 'AndOr';
    if (state.succeeded === false && !mayFail) {
      state.exit(state.place(statement));
      return 'exit';
    }
  }
  return undefined;
}

function runNode(node: shell.PipelineNode | shell.AndOr, state: State): End {
  switch (node.type) {
    case 'AndOr':
      return andOr(node, state);
    case 'Pipeline':
      return pipeline(node, state);
    case 'Command':
      return runCommand(node, state);
    case 'Function':
      // `up()` where `up` was meant: the parser has taken the next command for its body.
      if (node.body.type === 'CompoundList') {
        callFunction(node.name.value, [], state);
        return runAll(node.body.commands, state);
      }
      state.functions.set(node.name.value, { node, source: state.source });
      state.succeeded = true;
      return undefined;
    case 'Redirected':
      return withRedirects(node.redirects, state, () => runNode(node.command, state));
    case 'If':
      return runIf([{ ...node, type: 'Elif' }, ...node.elif], node, state);
    case 'For':
      return runFor(node, state);
    case 'While': {
      const test = (): Answer => {
        tested(() => runAll(node.clause.commands, state), state);
        return node.kind === 'while' ? state.succeeded : not(state.succeeded);
      };
      return loop(test, () => runAll(node.body.commands, state), state);
    }
    case 'Case':
      return runCase(node, state);
    case 'BraceGroup':
      return runAll(node.body.commands, state);
    case 'Subshell':
      state.subshell(node.body.commands, {});
      return undefined;
    case 'TestCommand':
      state.command = state.place(node);
      state.found.called.push({ program: '[[', words: [], place: state.command });
      state.succeeded = testWords(wordsOf(node.expression, state), state, true);
      return undefined;
    case 'ArithmeticCommand':
      state.succeeded = isTrue(evaluate(node.expression, state));
      return undefined;
    case 'ArithmeticFor': {
      evaluate(node.initialize, state);
      const body = (): End => {
        const end = runAll(node.body.commands, state);
        evaluate(node.update, state);
        return end;
      };
      return loop(() => isTrue(evaluate(node.test, state)), body, state);
    }
    case 'Coproc':
    case 'Select':
      return undefined;
  }
}

const isTrue = (value: number | undefined): Answer =>
  value === undefined ? undefined : value !== 0;

/** Runs a condition, which may fail. */
function tested(run: () => End, state: State): End {
  const { exitsOnError } = state;
  state.exitsOnError = false;
  const end = run();
  state.exitsOnError = exitsOnError;
  return end;
}

function runIf([branch, ...others]: readonly shell.Elif[], node: shell.If, state: State): End {
  if (branch === undefined) {
    state.succeeded = true;
    return node.else && runAll(node.else.commands, state);
  }
  const end = tested(() => runAll(branch.clause.commands, state), state);
  if (end !== undefined) return end;
  const then = (): End => runAll(branch.then.commands, state);
  return decide(state.succeeded, then, () => runIf(others, node, state), state);
}

function andOr({ commands, operators }: shell.AndOr, state: State): End {
  for (const [at, command] of commands.entries()) {
    const answer = operators[at - 1] === '||' ? not(state.succeeded) : state.succeeded;
    const run = (): End => runNode(command, state);
    const runPart = at === commands.length - 1 ? run : () => tested(run, state);
    const end = decide(at === 0 || answer, runPart, () => undefined, state);
    if (end !== undefined) return end;
  }
  return undefined;
}

function pipeline({ prefixes, commands }: shell.Pipeline, state: State): End {
  const { out, input } = state;
  let end: End;
  for (const command of commands) {
    const text: Text | undefined = command === commands.at(-1) ? out : { text: '', lines: [] };
    state.out = text;
    end = runNode(command, state);
    state.input = text;
  }
  Object.assign(state, { out, input });
  if (prefixes.some(({ type }) => type === 'Negation')) state.succeeded = not(state.succeeded);
  return commands.length === 1 ? end : undefined;
}

function runCase(node: shell.Case, state: State): End {
  const word = expand(node.word, state);
  state.succeeded = true;
  const from = (at: number): End => {
    const item = node.items[at];
    if (item === undefined) return undefined;
    const patterns = item.pattern.map((pattern) => expand(pattern, state));
    for (const [index, pattern] of patterns.entries()) {
      state.compare(word, pattern, state.place(item.pattern[index] ?? item));
      if (/[[?*]/.test(pattern) && pattern !== '*') state.check(word);
    }
    const run = (): End => {
      // Each option has a value of its own.
      const own = `$OPTARG of -${patterns[0] ?? ''}`;
      if (isUnknown(word) && state.variables.has('OPTARG'))
        state.assign('OPTARG', state.unknown(own, 'it is an option'));
      return runAll(item.body.commands, state);
    };
    const isMatch = isUnknown(word) ? undefined : patterns.some((one) => matchesGlob(word, one));
    return decide(patterns.includes('*') || isMatch, run, () => from(at + 1), state);
  };
  return from(0);
}

function runFor(node: shell.For, state: State): End {
  const words = node.wordlist?.flatMap((word) => fieldsOf(word, state)) ?? state.values('@') ?? [];
  state.succeeded = true;
  for (const word of words) {
    state.spend(0, 1);
    state.assign(node.name.value, word);
    const end = runAll(node.body.commands, state);
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
  }
  return undefined;
}
