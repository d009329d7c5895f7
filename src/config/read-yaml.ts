import { isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type Pair } from 'yaml';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { quote } from '../base/words.ts';
import { isPlainMap, type KeyPath, keyText } from '../model/problem.ts';
import { mostValues } from './defaults.ts';
import type { Locate, Readout } from './diagnose.ts';
import { type Stretch, YamlText } from './yaml-text.ts';

/**
 * Reads a config in YAML or in JSON, all of which is YAML. What an alias repeats is there once, and has one place.
 *
 * @throws LvsgenError when it is empty or is not YAML, has keys twice, or tags, aliases and merge keys that mean nothing
 */
export function readYaml(text: string, file: string): Readout {
  const source = new YamlText(text, file);
  const contents = source.contents();
  const anchors = new Map<string, unknown>();
  const entriesOf = new WeakMap<object, ReadonlyMap<unknown, Entry>>();
  const twice: Diagnostic[] = [];
  let repeated = 0;

  function valueOf(node: unknown, path: KeyPath): unknown {
    if (!isNode(node)) return null;
    if (isAlias(node)) {
      if (anchors.has(node.source)) return anchors.get(node.source);
      const message = `the alias ${quote(`*${node.source}`)} repeats no value that ends above it`;
      const hint = 'write the value out, or put a text with an asterisk in quotes';
      throw source.error(stretchOf(node), message, hint, path);
    }
    let value = isScalar(node) ? node.value : null;
    if (isMap<Scalar<string>>(node)) value = mapOf(node.items, path);
    if (isSeq(node)) value = listOf(node.items, path);
    if (node.anchor !== undefined) anchors.set(node.anchor, value);
    return value;
  }

  function listOf(items: readonly unknown[], path: KeyPath): unknown[] {
    const entries = items.map((node, at): Entry => ({ node, value: valueOf(node, [...path, at]) }));
    const list = entries.map(({ value }) => value);
    entriesOf.set(list, new Map(entries.entries()));
    return list;
  }

  function mapOf(items: readonly Pair<Scalar<string>>[], path: KeyPath): object {
    const own = new Map<string, Entry>();
    for (const { key, value: node } of items) {
      const name = key.value;
      const inside = [...path, name];
      const entry = { key, node, value: valueOf(node, inside) };
      const first = own.get(name);
      if (first === undefined) {
        own.set(name, entry);
        continue;
      }
      const { line } = source.place(stretchOf(first.key)).position;
      const message = `${keyText([name])} is there twice, first in line ${line}`;
      const hint = 'keep one: the other would be ignored';
      twice.push(source.report(stretchOf(key), message, hint, inside));
    }
    const merge = own.get('<<');
    // In quotes, it is a key like any other.
    const isMerge = merge?.key?.type === 'PLAIN';
    if (isMerge) own.delete('<<');
    // What is written comes last: it takes the place of what is merged.
    const entries = new Map([...(isMerge ? merged(merge, [...path, '<<']) : []), ...own]);
    const read = Object.fromEntries(Array.from(entries, ([name, { value }]) => [name, value]));
    entriesOf.set(read, entries);
    return read;
  }

  /** What a merge key brings; of several maps the first goes first, so it comes last. */
  function merged({ key, node, value }: Entry, path: KeyPath): [string, Entry][] {
    const range = stretchOf(node) ?? stretchOf(key);
    const entries = [value]
      .flat()
      .toReversed()
      .flatMap((map) => {
        if (isPlainMap(map)) return [...(entriesOf.get(map) ?? [])] as [string, Entry][];
        const message = 'a merge key takes maps, and this is none';
        throw source.error(range, message, 'write <<: *name of an anchored map', path);
      });
    repeated += entries.length;
    if (repeated <= mostValues) return entries;
    const message = `with what merge keys repeat, these are more than ${mostValues} values`;
    throw source.error(range, message, 'repeat long values less often', path);
  }

  const config = valueOf(contents, []);
  if (twice.length > 0) throw new LvsgenError(twice);
  const locate: Locate = (path, at) => {
    let value = config;
    let range = stretchOf(contents);
    for (const [depth, step] of path.entries()) {
      const entry = entriesOf.get(value as object)?.get(step);
      if (entry === undefined) break;
      const isWanted = entry.key === undefined || (at === 'value' && depth === path.length - 1);
      range = (isWanted ? stretchOf(entry.node) : undefined) ?? stretchOf(entry.key) ?? range;
      value = entry.value;
    }
    return source.place(range);
  };
  return { config, locate };
}

/** What stands under a key or at a place of a list, and where it is written. */
interface Entry {
  readonly key?: Scalar;
  readonly node: unknown;
  readonly value: unknown;
}

/** Where a node stands; nothing for an empty one, such as a value left out. */
function stretchOf(node: unknown): Stretch | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range && range[1] > range[0] ? range : undefined;
}
