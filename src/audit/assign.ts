import type { Assignment, Command } from 'unbash';
import { fieldsOf, textOf } from './expand.ts';
import type { State } from './state.ts';

/** The name and the value that were meant by an assignment with blanks round its sign. */
export function badAssignment(
  node: Command,
  name: string,
  rest: readonly string[],
): { readonly name: string; readonly value: string } | undefined {
  const [first = '', second = '', third = ''] = rest;
  if (/^[A-Za-z_]\w*$/.test(name) && first.startsWith('='))
    return { name, value: first.slice(1) || second };
  if (/^(export|local|readonly|declare)$/.test(name) && second === '=')
    return { name: first, value: third };
  const empty = node.prefix.find(
    (one) => one.type === 'Assignment' && one.value.type === 'Word' && one.value.text === '',
  );
  if (empty?.type !== 'Assignment' || !/^(\d[\d.]*$|lo\b|eth\d|tunl\d|\d+\.\d)/.test(name))
    return undefined;
  return { name: empty.name, value: name };
}

/** Gives a variable its value. */
export function assign(node: Assignment, state: State): void {
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
export function assigned(node: Assignment, state: State): readonly string[] {
  if (state.locals && !state.locals.has(node.name))
    state.locals.set(node.name, state.variables.get(node.name));
  if (!node.append) state.variables.delete(node.name);
  assign(node, state);
  return [];
}
