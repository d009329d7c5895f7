import type * as z from 'zod';
import { nearest, phrase, quote } from '../base/words.ts';
import type { Mode } from '../model/cluster.ts';
import { type Fault, isPlainMap, type KeyPath, keyText } from '../model/problem.ts';
import { type Problem, refuse } from '../model/problem.ts';
import { targetMeant } from '../targets/index.ts';
import { foreignKeyFault } from './defaults.ts';
import { describeKeys, keyAt, referenceKey } from './reference.ts';

type Issue = z.core.$ZodIssue;

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
    if (issue.code === 'invalid_union') {
      if (isPlainMap(issue.input)) return problemsIn(meantOption(issue.errors), path, mode);
      const custom = issue.errors.flat().find(({ code }) => code === 'custom');
      if (custom !== undefined && issue.input !== undefined) {
        return problemsIn([custom], path, mode);
      }
    }
    const isCustomOnKey = issue.code === 'custom' && issue.params?.['onKey'] === true;
    const onKey = isCustomOnKey || issue.input === undefined || issue.input === null;
    if (issue.code !== 'custom') {
      const isEmptyList = issue.code === 'too_small' && issue.origin === 'array';
      return refuse(path, ...wrongValue(path, issue.input, isEmptyList), { onKey });
    }
    const { hint, first } = issue.params ?? {};
    const twice = typeof first === 'number' ? { first: [...path.slice(0, -1), first] } : {};
    return refuse(path, issue.message, String(hint), { onKey, ...twice });
  });
}

/** Of alternatives that are maps, what is wrong with the one that has most of the keys written. */
function meantOption(errors: readonly Issue[][]): readonly Issue[] {
  // A word, such as off, may stand instead of a map.
  const maps = errors.filter(([one]) => one?.code !== 'invalid_value' || one.path.length > 0);
  const unknown = maps.map((issues) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0),
  );
  return maps[unknown.indexOf(Math.min(...unknown))] ?? [];
}

function wrongValue(path: KeyPath, input: unknown, isEmptyList: boolean): Fault {
  const name = nameOf(path);
  const { type, example } = keyAt(path);
  const key = path.findLast((step) => typeof step === 'string') ?? 'clusters';
  const write =
    example === undefined ? 'give it at least mode, vips and targets' : `write ${key}: ${example}`;
  if (isEmptyList) return [`${name} needs at least one entry`, write];
  if (input === undefined) return [`${name} is missing; expected: ${type}`, write];
  if (input === null) return [`${name} has no value; expected: ${type}`, write];
  const message = `${name} is ${valueText(input)}; expected: ${type}`;
  return [message, hintFor(key, type, input) ?? write];
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

const oneInterface = 'give one interface here, and another one a cluster of its own with its VIPs';

/** What to write instead of a value, where it tells what was meant. */
function hintFor(key: string, type: string, input: unknown): string | undefined {
  if (Array.isArray(input) && key === 'interface') return oneInterface;
  if (typeof input !== 'string' && typeof input !== 'number') return undefined;
  const text = String(input);
  if (type.startsWith('list of ')) {
    return /^[\w.-]{1,60}$/.test(text) ? `write it as a list: ${key}: [${text}]` : undefined;
  }
  if (key === 'password') return 'put it in quotes';
  if (type.includes(' to ')) {
    if (key === 'port' && /^\d+-\d+$/.test(text)) {
      return `give a range of ports a firewall mark: mark: 1 and ports: ["${text}"] instead of port`;
    }
    const isNumeral = typeof input === 'string' && /^(?:\d{1,10}|0x[\da-f]{1,8})$/i.test(text);
    return isNumeral ? `write ${key}: ${Number(text)}` : undefined;
  }
  const choices = type.split(' | ');
  if (choices.length < 2 || choices.includes('map')) return undefined;
  if (typeof input === 'number' && reasons[key] !== undefined) return reasons[key];
  const word = text.toLowerCase();
  const meant = key === 'targets' ? targetMeant(word) : otherModes.get(key === 'mode' ? word : '');
  const choice = choices.find((one) => one === meant) ?? nearest(text, choices);
  if (choice !== undefined) return `did you mean ${choice}?`;
  if (meant === 'nat') return 'leave it out, or give the whole cluster mode: nat';
  return `write ${phrase(choices, 'or')}`;
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (isPlainMap(value)) return 'a map';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `a JavaScript ${typeof value}`;
}

/** What is wrong where a key is known and does not fit: that is so in services alone. */
const bothForms: Fault = [
  'a service is told either by its port or by a firewall mark with its ports, and not by both',
  'keep port, or keep mark and ports',
];

/** An error for each key that the map at the path cannot have, with the one that was probably meant. */
function unknownKeys(path: KeyPath, keys: readonly string[], mode?: Mode): Problem[] {
  const parent = path.length === 0 ? '' : `${referenceKey(path)}.`;
  const all = describeKeys().map(({ key }) => key);
  const known = all
    .filter((key) => key.startsWith(parent) && !key.slice(parent.length).includes('.'))
    .map((key) => key.slice(parent.length))
    .filter((key) => !foreignKeyFault([...path, key], mode));
  return keys.map((key) => {
    const at = [...path, key];
    const fault = known.includes(key) ? bothForms : foreignKeyFault(at, mode);
    const message = `there is no key ${quote(key)} here`;
    return refuse(at, ...(fault ?? [message, keyHint(key, known, all)]), { onKey: true });
  });
}

function keyHint(key: string, known: readonly string[], all: readonly string[]): string {
  if (key === '<<') return 'a merge key stands in YAML, without quotes';
  const near = nearest(key, known);
  if (near !== undefined) return `did you mean ${near}?`;
  // Such as arp_ignore, the kernel's name of arp.ignore, and realservers, that of director.realServers.
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const elsewhere = all.find((other) => {
    const steps = other.split('.');
    return [-1, -2].some((from) => plain(steps.slice(from).join('')) === plain(key));
  });
  if (elsewhere !== undefined) return `its place is ${elsewhere}`;
  return `the keys here are ${known.join(', ')}`;
}

/** What a message calls the place: the last key, with the position in its list. */
function nameOf(path: KeyPath): string {
  if (path.length === 0) return 'the config';
  if (path.length === 2 && path[0] === 'clusters') return `the cluster ${quote(String(path[1]))}`;
  return keyText(path.slice(path.findLastIndex((step) => typeof step === 'string')));
}
