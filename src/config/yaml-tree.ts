import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type YAMLMap,
} from 'yaml';
import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { quote } from '../base/words.ts';
import { isPlainMap, type KeyPath, keyText } from '../model/problem.ts';
import { mostValues } from './defaults.ts';
import type { Locate, Readout } from './diagnose.ts';

/** What stands under a key or at a place of a list, and where it is written. */
interface Entry {
  readonly key?: unknown;
  readonly node: unknown;
  readonly value: unknown;
}

/**
 * What a tree of YAML means. An alias is the value that it repeats, and is not a copy of it.
 *
 * @throws LvsgenError for tags, and for aliases and merge keys that cannot be followed
 */
export function readTree(contents: Node, source: Source): Readout {
  const anchors = new Map<string, { value?: unknown; isRead: boolean }>();
  const entriesOf = new WeakMap<object, ReadonlyMap<unknown, Entry>>();
  const diagnostics: Diagnostic[] = [];
  let merged = 0;

  function valueOf(node: unknown, path: KeyPath): unknown {
    if (!isNode(node)) return null;
    const range = node.range ?? [0, 1];
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target?.isRead) return target.value;
      const reason = target
        ? 'stands inside the value that it repeats'
        : 'repeats nothing: no anchor of that name stands above it';
      const hint = 'write the value out, or put a text with an asterisk in quotes';
      throw source.error(range, `the alias ${quote(`*${node.source}`)} ${reason}`, hint, path);
    }
    if (node.tag !== undefined) {
      const hint = 'remove the word with the exclamation mark, or put the value in quotes';
      throw source.error(range, 'a tag has no meaning in a config', hint, path);
    }
    const anchor: { value?: unknown; isRead: boolean } = { isRead: false };
    if (node.anchor !== undefined) anchors.set(node.anchor, anchor);
    if (isMap(node)) anchor.value = mapOf(node, path);
    else if (isSeq(node)) anchor.value = listOf(node.items, path);
    else anchor.value = isScalar(node) ? node.value : null;
    anchor.isRead = true;
    return anchor.value;
  }

  function listOf(items: readonly unknown[], path: KeyPath): unknown[] {
    const list = items.map((item, index) => valueOf(item, [...path, index]));
    entriesOf.set(list, new Map(list.map((value, at) => [at, { node: items[at], value }])));
    return list;
  }

  function mapOf(map: YAMLMap, path: KeyPath): object {
    const own = new Map<string, Entry>();
    const below: [string, Entry][] = [];
    const lines = new Map<string, number>();
    for (const { key, value: node } of map.items) {
      const range = rangeOf(key) ?? [0, 1];
      if (!isScalar(key) || typeof key.value !== 'string') {
        const written = isScalar(key) ? `the key ${quote(String(key.value))}` : 'this key';
        const hint = 'put a key that looks like something else in quotes';
        diagnostics.push(source.report(range, `${written} is not text`, hint, path));
        continue;
      }
      const name = key.value;
      const inside = [...path, name];
      const first = lines.get(name);
      if (first !== undefined) {
        const message = `${keyText([name])} is there twice, first in line ${first}`;
        const hint = 'keep one: the other would be ignored';
        diagnostics.push(source.report(range, message, hint, inside));
      }
      lines.set(name, first ?? source.counter.linePos(range[0]).line);
      const value = valueOf(node, inside);
      // In quotes, << is a key like any other.
      if (name === '<<' && key.type === 'PLAIN')
        below.unshift(...merge(value, rangeOf(node) ?? range, inside));
      else own.set(name, { key, node, value });
    }
    // What is written comes last: it takes the place of what is merged.
    const entries = new Map([...below, ...own]);
    const read = Object.fromEntries(Array.from(entries, ([name, { value }]) => [name, value]));
    entriesOf.set(read, entries);
    return read;
  }

  /** What a merge key brings; of several maps the first goes first, so it comes last. */
  function merge(value: unknown, range: Range, path: KeyPath): [string, Entry][] {
    const entries = [value]
      .flat()
      .toReversed()
      .flatMap((map) => {
        if (isPlainMap(map)) return [...(entriesOf.get(map) ?? [])] as [string, Entry][];
        const message = 'a merge key takes maps, and this is none';
        throw source.error(range, message, 'write <<: *name of an anchored map', path);
      });
    merged += entries.length;
    if (merged <= mostValues) return entries;
    const message = `with what merge keys repeat, these are more than ${mostValues} values`;
    throw source.error(range, message, 'repeat long values less often', path);
  }

  const config = valueOf(contents, []);
  const locate: Locate = (path, at) => {
    let value = config;
    let range = rangeOf(contents) ?? [0, 1];
    for (const [depth, step] of path.entries()) {
      const entry = entriesOf.get(value as object)?.get(step);
      if (entry === undefined) break;
      const isWanted = entry.key === undefined || (at === 'value' && depth === path.length - 1);
      range = (isWanted ? rangeOf(entry.node) : undefined) ?? rangeOf(entry.key) ?? range;
      value = entry.value;
    }
    return source.place(range);
  };
  return { config, diagnostics, locate };
}

/** Where a node stands; nothing for an empty one, such as a value left out. */
function rangeOf(node: unknown): Range | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range && range[1] > range[0] ? range : undefined;
}

/** From one offset to another. */
export type Range = readonly [start: number, end: number, ...unknown: unknown[]];

/** A text whose offsets can be told as places. */
export class Source {
  readonly counter = new LineCounter();
  readonly #lines: readonly string[];

  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    this.#lines = text.trimEnd().split(/\r?\n/);
    this.counter.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) this.counter.addNewLine(index + 1);
  }

  /** A stretch that goes over several lines is marked on its first, and the end of the text on its last character. */
  place([from, end]: Range): ReturnType<Locate> {
    const start = Math.min(from, Math.max(0, this.text.trimEnd().length - 1));
    const { line, col: column } = this.counter.linePos(start);
    const span = { line, start: column - 1, end: column - 1 + end - start };
    return { position: { line, column }, frame: codeFrame(this.#lines, span) };
  }

  report(range: Range, message: string, hint: string, path: KeyPath = []): Diagnostic {
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file: this.file, ...key, ...this.place(range) };
  }

  error(...args: Parameters<Source['report']>): LvsgenError {
    return new LvsgenError([this.report(...args)]);
  }
}
