import { decide, loop } from './branches.ts';
import type * as shell from 'unbash';
import { evaluate } from './arithmetic.ts';
import { type Answer, testExpression } from './conditions.ts';
import { callFunction, runCommand } from './commands.ts';
import { withRedirects } from './redirects.ts';
import { fieldsOf, textOf } from './expand.ts';
import { matchesGlob } from './glob.ts';
import type { End, Text } from './found.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** Runs statements one after another, until one of them ends the list. */
export function runAll(statements: readonly shell.Statement[], state: State): End {
  for (const statement of statements) {
    state.spend(0, 1);
    const end = runNode(statement.command, state);
    if (statement.background) state.status = 0;
    if (end !== undefined) return end;
    const fails = state.status !== undefined && state.status !== 0;
    if (fails && state.exitsOnError && state.tested === 0 && statement.command.type !== 'AndOr') {
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
      state.status = 0;
      return undefined;
    case 'Coproc':
    case 'Select':
      return undefined;
    case 'Redirected':
      return withRedirects(node.redirects, state, () => runNode(node.command, state));
    case 'If':
      return runIf(node, 0, state);
    case 'For':
      return runFor(node, state);
    case 'While':
      return runWhile(node, state);
    case 'Case':
      return runCase(node, state);
    case 'BraceGroup':
      return runAll(node.body.commands, state);
    case 'Subshell': {
      const { variables, frame } = state;
      state.within({ variables: new Map(variables), frame }, () =>
        runAll(node.body.commands, state),
      );
      return undefined;
    }
    case 'TestCommand':
      state.found.called.push({ program: '[[', words: [], place: state.place(node) });
      state.status = statusOf(testExpression(node.expression, state));
      return undefined;
    case 'ArithmeticCommand': {
      const value = node.expression && evaluate(node.expression, state);
      state.status = value === undefined ? undefined : Number(value === 0);
      return undefined;
    }
    case 'ArithmeticFor': {
      if (node.initialize) evaluate(node.initialize, state);
      const test = (): Answer => {
        const value = node.test && evaluate(node.test, state);
        return value === undefined ? undefined : value !== 0;
      };
      const update = (): unknown => node.update && evaluate(node.update, state);
      return loop(test, () => runAll(node.body.commands, state), state, update);
    }
  }
}

const statusOf = (answer: Answer): number | undefined =>
  answer === undefined ? undefined : Number(!answer);

/** Runs commands as a condition. */
function condition(list: shell.CompoundList, state: State): { end: End; answer: Answer } {
  state.tested += 1;
  const end = runAll(list.commands, state);
  state.tested -= 1;
  return { end, answer: state.status === undefined ? undefined : state.status === 0 };
}

function runIf(node: shell.If, at: number, state: State): End {
  const branch = at === 0 ? node : node.elif[at - 1];
  if (branch === undefined) {
    if (node.else === undefined) state.status = 0;
    return node.else && runAll(node.else.commands, state);
  }
  const { end, answer } = condition(branch.clause, state);
  if (end !== undefined) return end;
  return decide(
    answer,
    () => runAll(branch.then.commands, state),
    () => runIf(node, at + 1, state),
    state,
  );
}

function andOr({ commands, operators }: shell.AndOr, state: State): End {
  for (const [at, command] of commands.entries()) {
    const operator = operators[at - 1];
    const before = state.status === undefined ? undefined : state.status === 0;
    const answer = operator === '||' && before !== undefined ? !before : operator ? before : true;
    const isLast = at === commands.length - 1;
    const run = (): End => {
      if (!isLast) state.tested += 1;
      const end = runNode(command, state);
      if (!isLast) state.tested -= 1;
      return end;
    };
    const end = decide(answer, run, () => undefined, state);
    if (end !== undefined) return end;
  }
  return undefined;
}

function pipeline({ prefixes, commands }: shell.Pipeline, state: State): End {
  const { out, input } = state;
  let end: End;
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const text: Text | undefined = isLast ? out : { text: '', lines: [] };
    state.out = text;
    end = runNode(command, state);
    state.input = text;
  }
  Object.assign(state, { out, input });
  const negated = prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  if (negated && state.status !== undefined) state.status = Number(state.status === 0);
  return commands.length === 1 ? end : undefined;
}

function runCase(node: shell.Case, state: State): End {
  const word = textOf(node.word, state);
  state.status = 0;
  const from = (at: number): End => {
    const item = node.items[at];
    if (item === undefined) return undefined;
    const patterns = item.pattern.map((pattern) => textOf(pattern, state));
    for (const [index, pattern] of patterns.entries()) {
      state.compare(word, pattern, state.place(item.pattern[index] ?? item));
      if (/[[?*]/.test(pattern) && pattern !== '*') state.check(word);
    }
    const isAny = patterns.includes('*');
    const isMatch = patterns.some((one) => matchesGlob(word, one));
    const answer = isUnknown(word) ? isAny || undefined : isMatch;
    const run = (): End => {
      // Each option has a value of its own.
      if (isUnknown(word) && state.variables.has('OPTARG'))
        state.assign(
          'OPTARG',
          state.unknown(`$OPTARG of -${patterns[0] ?? ''}`, 'it is an option'),
        );
      const end = runAll(item.body.commands, state);
      if (end !== undefined || item.terminator !== ';&') return end;
      return runAll(node.items[at + 1]?.body.commands ?? [], state);
    };
    return decide(answer, run, () => from(at + 1), state);
  };
  return from(0);
}

function runFor(node: shell.For, state: State): End {
  const words = node.wordlist?.flatMap((word) => fieldsOf(word, state)) ?? state.values('@') ?? [];
  state.status = 0;
  for (const word of words) {
    state.spend(0, 1);
    state.assign(node.name.value, word);
    const end = runAll(node.body.commands, state);
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
  }
  return undefined;
}

function runWhile(node: shell.While, state: State): End {
  const wanted = node.kind === 'while';
  const test = (): Answer => {
    const { answer } = condition(node.clause, state);
    return answer === undefined ? undefined : answer === wanted;
  };
  return loop(test, () => runAll(node.body.commands, state), state);
}
