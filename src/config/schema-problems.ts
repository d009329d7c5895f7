import type * as z from 'zod';

import type { Mode } from '../model/cluster.ts';
import { type Fault, type KeyPath, type Problem, refuse } from '../model/problem.ts';
import { nearest } from '../base/nearest.ts';
import { phrase, quote } from '../base/quote.ts';
import { targetMeant } from '../targets/index.ts';
import { nameOf, unknownKeys } from './unknown-keys.ts';
import { isPlainMap } from './plain-map.ts';
import { rowOf } from './reference.ts';

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/**
 * Says in the words of a YAML user what zod found below a path. The issues must carry their input.
 *
 * @param mode that of the cluster, where it is known
 */
export function problemsIn(issues: readonly Issue[], parent: KeyPath, mode?: Mode): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...(issue.path as KeyPath)];
    // A number beyond all bounds breaks those of its key as well.
    if (issue.code === 'too_big' && issue.origin === 'int') return [];
    if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, mode);
    if (issue.code === 'invalid_union' && isPlainMap(issue.input)) {
      return problemsIn(meantOption(issue), path, mode);
    }
    const isCustomOnKey = issue.code === 'custom' && issue.params?.['onKey'] === true;
    const onKey = isCustomOnKey || issue.input === undefined || issue.input === null;
    return refuse(path, ...faultOf(issue, path), { onKey });
  });
}

/** Of alternatives that are maps, what is wrong with the one that has most of the keys written. */
function meantOption({ errors }: IssueOf<'invalid_union'>): readonly Issue[] {
  // A word, such as off, may stand instead of a map.
  const maps = errors.filter(([one]) => one?.code !== 'invalid_value' || one.path.length > 0);
  const unknown = maps.map((issues) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0),
  );
  return maps[unknown.indexOf(Math.min(...unknown))] ?? [];
}

function faultOf(issue: Exclude<Issue, IssueOf<'unrecognized_keys'>>, path: KeyPath): Fault {
  switch (issue.code) {
    case 'custom':
      return [issue.message, String(issue.params?.['hint'])];
    case 'invalid_type':
      return wrongType(path, [issue.expected], issue.input);
    case 'invalid_union': {
      const custom = issue.errors.flat().find(({ code }) => code === 'custom');
      if (custom !== undefined && issue.input !== undefined) {
        return faultOf(custom as IssueOf<'custom'>, path);
      }
      return wrongType(path, issue.errors.flat().flatMap(expectedOf), issue.input);
    }
    case 'invalid_value':
      return wrongChoice(path, issue.values.map(String), issue.input);
    case 'too_small':
    case 'too_big':
      return wrongSize(issue, path);
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return [`${nameOf(path)} is wrong: it is ${valueText(issue.input)}`, exampleFor(path)];
  }
}

function expectedOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_type' ? [issue.expected] : [];
}

function wrongType(path: KeyPath, expected: readonly string[], input: unknown): Fault {
  const key = String(path.at(-1));
  const wanted = phrase([...new Set(expected.map((type) => typeNames[type] ?? type))], 'or');
  const isShort =
    typeof input === 'number' || (typeof input === 'string' && /^[\w.-]{1,60}$/.test(input));
  if (expected.includes('array') && isShort) {
    return wrongValue(path, wanted, input, `write it as a list: ${key}: [${input}]`);
  }
  if (key === 'interface' && Array.isArray(input)) {
    const hint = 'give one interface here, and another one a cluster of its own with its VIPs';
    return wrongValue(path, wanted, input, hint);
  }
  const isNumeral = typeof input === 'string' && /^[0-9]{1,10}$/.test(input);
  const hint = expected.includes('int') && isNumeral ? `write ${key}: ${Number(input)}` : undefined;
  return wrongValue(path, wanted, input, hint);
}

/** Why some values are not to choose from (ip-sysctl in the kernel's documentation). */
const reasons: Readonly<Record<string, string>> = {
  ignore: 'write 1: with 0 and 4 to 7 the kernel answers ARP for the VIP',
  announce: 'write 2: with 0 neighbours learn the VIP at the address of the real server',
};

/** What other tools call the modes. */
const otherModes: ReadonlyMap<string, string> = new Map([
  ...['direct', 'direct-routing', 'dsr', 'gatewaying'].map((name) => [name, 'dr'] as const),
  ...['tunnel', 'tunneling', 'ipip'].map((name) => [name, 'tun'] as const),
  ...['masq', 'masquerade', 'masquerading'].map((name) => [name, 'nat'] as const),
]);

function wrongChoice(path: KeyPath, choices: readonly string[], input: unknown): Fault {
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  const word = String(input).toLowerCase();
  const meant = key === 'targets' ? targetMeant(word) : otherModes.get(key === 'mode' ? word : '');
  const near = meant ?? (typeof input === 'string' ? nearest(input, choices) : undefined);
  const reason = typeof input === 'number' ? reasons[key] : undefined;
  const hint =
    near !== undefined && near !== input
      ? `did you mean ${near}?`
      : (reason ?? `write ${near ?? phrase(choices, 'or')}`);
  return wrongValue(path, phrase(choices, 'or'), input, hint);
}

function wrongSize(issue: IssueOf<'too_small' | 'too_big'>, path: KeyPath): Fault {
  const name = nameOf(path);
  if (issue.origin === 'array') return [`${name} needs at least one entry`, exampleFor(path)];
  const bound =
    issue.code === 'too_small' ? `less than ${issue.minimum}` : `more than ${issue.maximum}`;
  const range =
    rowOf(path)
      ?.type.replace(/^list of /, '')
      .replace(' | ', ', or ') ?? '';
  return [`${name} is ${String(issue.input)}, which is ${bound}`, `use a number from ${range}`];
}

function wrongValue(path: KeyPath, wanted: string, input: unknown, hint?: string): Fault {
  const name = nameOf(path);
  const example = exampleFor(path);
  if (input === undefined) return [`${name} is missing: it must be ${wanted}`, example];
  if (input === null) return [`${name} has no value: it must be ${wanted}`, example];
  return [`${name} is ${valueText(input)}, but it must be ${wanted}`, hint ?? example];
}

function exampleFor(path: KeyPath): string {
  if (path.length === 2 && path[0] === 'clusters') return 'give it at least mode, vips and targets';
  const shown = path.length === 0 ? ['clusters'] : path;
  const name = shown.findLast((step) => typeof step === 'string') ?? '';
  return `write ${name}: ${rowOf(shown)?.example ?? ''}`;
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
