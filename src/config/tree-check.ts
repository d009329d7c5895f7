import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';
import { quote } from '../model/quote.ts';
import { keyText } from './key-text.ts';
import { isMergeKey, mergeSources } from './merge-keys.ts';
import { mostProblems } from './most-problems.ts';
import type { SourceText } from './source-text.ts';

/** A config has five levels; what goes far below that is an accident or an attack. */
const deepest = 32;

/** How many values merge keys may repeat, counted through merges of merges, which would grow without bound. */
const mostMerged = 1_000_000;

/** How many values aliases may repeat: an alias is short, and each cluster has what it stands for. */
const mostRepeated = 1_000_000;

/**
 * Looks in the parsed tree for what plain data no longer shows: keys that are there twice, and keys that are not text.
 *
 * @throws LvsgenError for what cannot become plain data: an alias of nothing or of what it stands in, and deep nesting
 */
export function checkTree(root: Node | null, source: SourceText, file: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const anchors = new Map<string, Node>();
  const weights = new Map<Node, number>();
  let merged = 0;
  let repeated = 0;
  let more = 0;
  const open = new Set<string>();

  function report(node: Node, path: KeyPath, message: string, hint: string): Diagnostic {
    const [start, end] = node.range ?? [0, 0];
    const place = source.placeOf(start, Math.max(end, start + 1));
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file, ...key, ...place };
  }

  /** Of a config nobody reads more at once. */
  function find(diagnostic: () => Diagnostic): void {
    if (found.length < mostProblems) found.push(diagnostic());
    else more += 1;
  }

  /** Returns how many values stand below, those that are merged counted each time. */
  function visit(node: unknown, path: KeyPath): number {
    if (isAlias(node)) return visitAlias(node.source, node, path);
    if (!isMap(node) && !isSeq(node)) {
      if (isScalar(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
      return 1;
    }
    if (path.length >= deepest) {
      const message = `this is nested more than ${deepest} levels deep, and a config has five`;
      throw new LvsgenError([report(node, path, message, 'remove the levels that mean nothing')]);
    }
    if (node.anchor !== undefined) open.add(node.anchor);
    const weight = isMap(node)
      ? visitMap(node.items, path)
      : node.items.reduce<number>((sum, item, index) => sum + visit(item, [...path, index]), 1);
    weights.set(node, weight);
    if (node.anchor !== undefined) {
      open.delete(node.anchor);
      anchors.set(node.anchor, node);
    }
    return weight;
  }

  function visitAlias(name: string, node: Node, path: KeyPath): number {
    checkAlias(name, node, path);
    const target = anchors.get(name);
    const weight = (target && weights.get(target)) ?? 1;
    repeated += weight;
    if (repeated > mostRepeated) {
      const message = `aliases repeat more than ${mostRepeated} values`;
      throw new LvsgenError([report(node, path, message, 'repeat long values less often')]);
    }
    return weight;
  }

  function visitMerge(value: unknown, path: KeyPath): number {
    const own = visit(value, path);
    const sources = mergeSources(value).map((source) => {
      const target = isAlias(source) ? anchors.get(source.source) : source;
      if (isMap(target)) return weights.get(target) ?? 1;
      const message = 'a merge key takes maps, and this is none';
      throw new LvsgenError([report(source, path, message, 'write <<: *name of an anchored map')]);
    });
    const weight = sources.reduce((sum, one) => sum + one, 0);
    merged += weight;
    if (merged > mostMerged) {
      const message = `merge keys repeat more than ${mostMerged} values`;
      throw new LvsgenError([report(value as Node, path, message, 'merge fewer maps of maps')]);
    }
    return own + weight;
  }

  function checkAlias(name: string, node: Node, path: KeyPath): void {
    if (open.has(name)) {
      const message = `the alias ${quote(`*${name}`)} stands inside the value that it repeats`;
      throw new LvsgenError([report(node, path, message, 'write the value out')]);
    }
    if (!anchors.has(name)) {
      const message = `the alias ${quote(`*${name}`)} repeats nothing: no anchor of that name stands above it`;
      throw new LvsgenError([report(node, path, message, 'put a text with an asterisk in quotes')]);
    }
  }

  function reportKey(key: Node, path: KeyPath): Diagnostic {
    const written = isScalar(key) ? key.source : undefined;
    const subject = written ? `the key ${quote(written)}` : 'this key';
    const hint = 'put a key that looks like something else in quotes';
    return report(key, path, `${subject} is not text`, hint);
  }

  function visitMap(pairs: readonly Pair[], path: KeyPath): number {
    const lines = new Map<string, number>();
    let weight = 1;
    for (const { key, value } of pairs) {
      const node = key as Node;
      const isMerge = isMergeKey(key);
      const name = isMerge
        ? '<<'
        : isScalar(key) && typeof key.value === 'string'
          ? key.value
          : undefined;
      if (name === undefined) {
        const notText = reportKey(node, path);
        // Plain data has some text of its own for a list or a map as a key, which nothing can be found by.
        if (!isScalar(key)) throw new LvsgenError([...found, notText]);
        find(() => notText);
        weight += visit(value, path);
        continue;
      }
      const line = source.lineAt(node.range?.[0] ?? 0);
      const first = lines.get(name);
      if (first !== undefined) {
        const message = `${keyText([name])} is there twice, ${first === line ? `both in line ${line}` : `in line ${first} and in line ${line}`}`;
        find(() => report(node, [...path, name], message, 'keep one: the other would be ignored'));
      }
      lines.set(name, first ?? line);
      weight += isMerge ? visitMerge(value, [...path, name]) : visit(value, [...path, name]);
    }
    return weight;
  }

  visit(root, []);
  if (more === 0) return found;
  const message = `there are ${more} more such keys, not told here`;
  return [...found, { severity: 'error', message, hint: 'mend those that are told first', file }];
}
