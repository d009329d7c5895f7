import type * as z from 'zod';

import { refuseAnnounce, refuseIgnore } from '../model/arp-suppression.ts';
import type { Mode } from '../model/cluster-settings.ts';
import type { KeyPath, Problem } from '../model/problem.ts';
import { phrase, quote } from '../model/quote.ts';
import { Refusal } from '../model/refusal.ts';
import { keyText } from './key-text.ts';
import { nearest } from './nearest.ts';
import { allKeys, referenceKey } from './describe-keys.ts';
import { unknownKeys } from './unknown-keys.ts';
import { describeValue, exampleOf, expectedName, isPlainMap } from './value-wording.ts';

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/**
 * Says in the words of a YAML user what zod found at a path. The issues must carry their input.
 *
 * @param mode that of the cluster, where it is known
 */
export function problemsOf(issue: Issue, parent: KeyPath, mode?: Mode): Problem[] {
  const path = [
    ...parent,
    ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  if (issue.code === 'too_big' && issue.origin === 'int') return [];
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, mode);
  const meant = issue.code === 'invalid_union' ? meantOption(issue) : undefined;
  if (meant) return meant.flatMap((inner) => problemsOf(inner, path, mode));
  const { message, hint } = refusalOf(issue, path);
  const at = isMissing(issue.input) ? 'key' : 'value';
  return [{ severity: 'error', path, at, message, hint }];
}

/** Of alternatives that are maps, what is wrong with the one that has most of the keys written. */
function meantOption({ input, errors }: IssueOf<'invalid_union'>): readonly Issue[] | undefined {
  if (!isPlainMap(input)) return undefined;
  const unknown = errors.map((issues) =>
    issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])),
  );
  const fewest = Math.min(...unknown.map((keys) => keys.length));
  return errors[unknown.findIndex((keys) => keys.length === fewest)];
}

function refusalOf(issue: Exclude<Issue, IssueOf<'unrecognized_keys'>>, path: KeyPath): Refusal {
  const { input } = issue;
  switch (issue.code) {
    case 'custom':
      return new Refusal(issue.message, hintOf(issue.params));
    case 'invalid_type':
      return wrongType(path, [issue.expected], input);
    case 'invalid_union':
      return wrongType(path, issue.errors.flat().flatMap(expectedOf), input);
    case 'invalid_value':
      return wrongChoice(path, issue.values, input);
    case 'too_small':
    case 'too_big':
      return wrongSize(issue, path);
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return new Refusal(`${subject(path)} is wrong: it is ${describeValue(input)}`);
  }
}

function wrongType(path: KeyPath, expected: readonly string[], input: unknown): Refusal {
  const name = subject(path);
  const write = exampleFor(path);
  const wanted = phrase([...new Set(expected.map(expectedName))], 'or');
  if (input === undefined) return new Refusal(`${name} is missing: it must be ${wanted}`, write);
  if (input === null) return new Refusal(`${name} has no value: it must be ${wanted}`, write);
  const message = `${name} must be ${wanted}, not ${describeValue(input)}`;
  const key = String(path.at(-1));
  if (expected.includes('array') && isPlainItem(input)) {
    return new Refusal(message, `write it as a list: ${key}: [${input}]`);
  }
  const isNumeral = typeof input === 'string' && /^[0-9]{1,10}$/.test(input);
  if (expected.includes('int') && isNumeral) {
    return new Refusal(message, `write ${key}: ${Number(input)}`);
  }
  return new Refusal(message, write);
}

function isPlainItem(input: unknown): input is string | number {
  return typeof input === 'number' || (typeof input === 'string' && /^[\w.-]{1,60}$/.test(input));
}

function wrongChoice(path: KeyPath, choices: readonly unknown[], input: unknown): Refusal {
  const key = path.at(-1);
  if (typeof input === 'number' && key === 'ignore') return refuseIgnore(input);
  if (typeof input === 'number' && key === 'announce') return refuseAnnounce(input);
  const known = choices.map(String);
  const wanted = `it must be ${phrase(known, 'or')}`;
  const name = subject(path);
  if (input === undefined) return new Refusal(`${name} is missing: ${wanted}`, exampleFor(path));
  if (input === null) return new Refusal(`${name} has no value: ${wanted}`, exampleFor(path));
  const near = typeof input === 'string' ? nearest(input, known) : undefined;
  const isAnother = near !== undefined && near !== input;
  const hint = isAnother ? `did you mean ${near}?` : `write ${near ?? phrase(known, 'or')}`;
  return new Refusal(
    `${name} is ${typeof input === 'string' ? quote(input) : describeValue(input)}, but ${wanted}`,
    hint,
  );
}

function wrongSize(issue: IssueOf<'too_small' | 'too_big'>, path: KeyPath): Refusal {
  const name = subject(path);
  if (issue.origin === 'array') {
    return new Refusal(`${name} is empty: it needs at least one entry`, exampleFor(path));
  }
  const bound =
    issue.code === 'too_small' ? `less than ${issue.minimum}` : `more than ${issue.maximum}`;
  const place = referenceKey(path).replace(/\[\]$/, '');
  const type = allKeys().find(({ key }) => key === place)?.type ?? '';
  const range = type.replace(/^list of /, '');
  return new Refusal(
    `${name} is ${String(issue.input)}, which is ${bound}`,
    `use a number from ${range}`,
  );
}

function exampleFor(path: KeyPath): string {
  if (path.length === 2) return 'give it at least mode, vips and targets';
  const example = exampleOf(path.filter((step) => typeof step === 'string'));
  return example === undefined ? 'give it a value, or leave the key out' : `write ${example}`;
}

function expectedOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_type' ? [issue.expected] : [];
}

function hintOf(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const hint = params?.['hint'];
  return typeof hint === 'string' ? hint : undefined;
}

function isMissing(input: unknown): boolean {
  return input === undefined || input === null;
}

/** What a message calls the place: the key, with its position in a list, or the parent too where the key alone is vague. */
function subject(path: KeyPath): string {
  if (path.length === 0) return 'the config';
  if (path.length === 2) return `the cluster ${quote(String(path[1]))}`;
  return keyText(path.length > 2 ? path.slice(2) : path);
}
