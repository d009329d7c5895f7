import type * as z from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import { refuseAnnounce, refuseIgnore } from '../model/arp-suppression.ts';
import type { Mode } from '../model/cluster-settings.ts';
import { type KeyPath, keyText, type Problem } from '../model/problem.ts';
import { phrase, quote } from '../base/quote.ts';
import { Refusal } from '../model/refusal.ts';
import { foreignKey } from './foreign-keys.ts';
import { nearest } from '../base/nearest.ts';
import { isPlainMap, type Locate } from './readout.ts';
import { describeKeys, referenceKey, rowOf } from './reference.ts';

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** Where a config comes from, as far as a message can say it. */
export interface Origin {
  /** As the user would name it. */
  readonly file?: string;
  readonly locate?: Locate;
}

/**
 * A problem as it is told to the user, with its place in the file.
 *
 * @param first where the config comes from in which stands what it collides with, if that is another one
 */
export function toDiagnostic(problem: Problem, origin: Origin, first = origin): Diagnostic {
  const { file, locate } = origin;
  const { severity, hint, path, at } = problem;
  return {
    severity,
    message: problem.message + firstPlace(problem, origin, first),
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { file }),
    ...(path.length === 0 ? {} : { key: keyText(path) }),
    ...locate?.(path, at),
  };
}

function firstPlace(problem: Problem, origin: Origin, { file, locate }: Origin): string {
  if (problem.first === undefined) return '';
  // What stands in defaults collides with itself.
  if (file === origin.file && keyText(problem.first) === keyText(problem.path)) return '';
  const position = locate?.(problem.first, 'value').position;
  const line = position ? `, in line ${position.line}` : '';
  const other = file === origin.file ? '' : `${line === '' ? ', in' : ' of'} ${file ?? ''}`;
  return ` (the first is ${keyText(problem.first)}${line}${other})`;
}

/** Diagnostics in the order of a reader: by line and column; those without a place keep their order, at the front. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    ({ position: left }, { position: right }) =>
      (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0),
  );
}

/**
 * Says in the words of a YAML user what zod found below a path. The issues must carry their input.
 *
 * @param mode that of the cluster, where it is known
 */
export function problemsIn(issues: readonly Issue[], parent: KeyPath, mode?: Mode): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, parent, mode));
}

function problemsOf(issue: Issue, parent: KeyPath, mode?: Mode): Problem[] {
  const path = [...parent, ...(issue.path as KeyPath)];
  // A number beyond all bounds breaks those of its key as well.
  if (issue.code === 'too_big' && issue.origin === 'int') return [];
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, mode);
  if (issue.code === 'invalid_union' && isPlainMap(issue.input)) {
    return problemsIn(meantOption(issue), path, mode);
  }
  const { message, hint } = refusalOf(issue, path);
  const at = issue.input === undefined || issue.input === null ? 'key' : 'value';
  return [{ severity: 'error', path, at, message, hint }];
}

/** Of alternatives that are maps, what is wrong with the one that has most of the keys written. */
function meantOption({ errors }: IssueOf<'invalid_union'>): readonly Issue[] {
  const unknown = errors.map((issues) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0),
  );
  return errors[unknown.indexOf(Math.min(...unknown))] ?? [];
}

/** An error for each key that the map at the path cannot have, with the one that was probably meant. */
function unknownKeys(path: KeyPath, keys: readonly string[], mode?: Mode): Problem[] {
  const parent = path.length === 0 ? '' : `${referenceKey(path)}.`;
  const all = describeKeys().map(({ key }) => key);
  const known = all
    .filter((key) => key.startsWith(parent) && !key.slice(parent.length).includes('.'))
    .map((key) => key.slice(parent.length))
    .filter((key) => !foreignKey([...path, key], mode));
  const hintFor = (key: string): string => {
    if (key === '<<') return 'a merge key stands in YAML, without quotes';
    const near = nearest(key, known);
    if (near !== undefined) return `did you mean ${near}?`;
    const elsewhere = all.find((other) => other.endsWith(`.${key}`));
    if (elsewhere === undefined) return `the keys here are ${known.join(', ')}`;
    const isBelow = elsewhere.startsWith(parent);
    return `${isBelow ? 'it belongs further down' : 'its place is another one'}: ${elsewhere}`;
  };
  return keys.map((key) => {
    const foreign = foreignKey([...path, key], mode);
    const message = foreign?.message ?? `there is no key ${quote(key)} ${whereabouts(path)}`;
    const hint = foreign?.hint ?? hintFor(key);
    return { severity: 'error', path: [...path, key], at: 'key', message, hint };
  });
}

function whereabouts(path: KeyPath): string {
  if (path.length === 0) return 'at the top of a config';
  if (path.length === 2) return 'in a cluster';
  return `in ${keyText(path.slice(typeof path.at(-1) === 'number' ? -2 : -1))}`;
}

function refusalOf(issue: Exclude<Issue, IssueOf<'unrecognized_keys'>>, path: KeyPath): Refusal {
  switch (issue.code) {
    case 'custom':
      return new Refusal(issue.message, hintOf(issue.params));
    case 'invalid_type':
      return wrongType(path, [issue.expected], issue.input);
    case 'invalid_union':
      return wrongType(path, issue.errors.flat().flatMap(expectedOf), issue.input);
    case 'invalid_value':
      return wrongChoice(path, issue.values.map(String), issue.input);
    case 'too_small':
    case 'too_big':
      return wrongSize(issue, path);
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return new Refusal(
        `${subject(path)} is wrong: it is ${valueText(issue.input)}`,
        exampleFor(path),
      );
  }
}

function wrongType(path: KeyPath, expected: readonly string[], input: unknown): Refusal {
  const key = String(path.at(-1));
  const wanted = phrase([...new Set(expected.map((type) => typeNames[type] ?? type))], 'or');
  const isShort =
    typeof input === 'number' || (typeof input === 'string' && /^[\w.-]{1,60}$/.test(input));
  if (expected.includes('array') && isShort) {
    return refusal(path, `it must be ${wanted}`, input, `write it as a list: ${key}: [${input}]`);
  }
  const isNumeral = typeof input === 'string' && /^[0-9]{1,10}$/.test(input);
  const hint = expected.includes('int') && isNumeral ? `write ${key}: ${Number(input)}` : undefined;
  return refusal(path, `it must be ${wanted}`, input, hint);
}

function wrongChoice(path: KeyPath, choices: readonly string[], input: unknown): Refusal {
  const key = path.at(-1);
  if (typeof input === 'number' && key === 'ignore') return refuseIgnore(input);
  if (typeof input === 'number' && key === 'announce') return refuseAnnounce(input);
  const near = typeof input === 'string' ? nearest(input, choices) : undefined;
  const isOther = near !== undefined && near !== input;
  const hint = isOther ? `did you mean ${near}?` : `write ${near ?? phrase(choices, 'or')}`;
  return refusal(path, `it must be ${phrase(choices, 'or')}`, input, hint);
}

function refusal(path: KeyPath, rule: string, input: unknown, hint?: string): Refusal {
  const name = subject(path);
  if (input === undefined) return new Refusal(`${name} is missing: ${rule}`, exampleFor(path));
  if (input === null) return new Refusal(`${name} has no value: ${rule}`, exampleFor(path));
  return new Refusal(`${name} is ${valueText(input)}, but ${rule}`, hint ?? exampleFor(path));
}

function wrongSize(issue: IssueOf<'too_small' | 'too_big'>, path: KeyPath): Refusal {
  const name = subject(path);
  if (issue.origin === 'array') {
    return new Refusal(`${name} is empty: it needs at least one entry`, exampleFor(path));
  }
  const bound =
    issue.code === 'too_small' ? `less than ${issue.minimum}` : `more than ${issue.maximum}`;
  const range = rowOf(path)?.type.replace(/^list of /, '') ?? '';
  return new Refusal(
    `${name} is ${String(issue.input)}, which is ${bound}`,
    `use a number from ${range}`,
  );
}

function exampleFor(path: KeyPath): string {
  if (path.length === 2) return 'give it at least mode, vips and targets';
  const named = path.length === 0 ? ['clusters'] : path.filter((step) => typeof step === 'string');
  return `write ${String(named.at(-1))}: ${rowOf(path.length === 0 ? named : path)?.example ?? ''}`;
}

function hintOf(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const hint = params?.['hint'];
  return typeof hint === 'string' ? hint : undefined;
}

function expectedOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_type' ? [issue.expected] : [];
}

/** What a message calls the place: the key, with its position in a list, or the parent too where the key alone is vague. */
function subject(path: KeyPath): string {
  if (path.length === 0) return 'the config';
  if (path.length === 2) return `the cluster ${quote(String(path[1]))}`;
  return keyText(path.length > 2 ? path.slice(2) : path);
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a whole number',
  object: 'a map of keys',
  record: 'a map of keys',
  string: 'text',
};

/** A value as a YAML user calls it. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return 'a list';
  return isPlainMap(value) ? 'a map of keys' : 'an object of a class';
}
