import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';
import { quote } from '../model/quote.ts';
import { keyText } from './key-text.ts';
import { isMergeKey, mergeSources } from './merge-keys.ts';
import { mostProblems } from './most-problems.ts';
import type { SourceText } from './source-text.ts';
import { keyName, type YamlAlias, type YamlMap, type YamlNode } from './yaml-nodes.ts';

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
export function checkTree(root: YamlNode, source: SourceText, file: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const weights = new Map<YamlNode, number>();
  let merged = 0;
  let repeated = 0;
  let more = 0;
  const open = new Set<YamlNode>();

  function report(node: YamlNode, path: KeyPath, message: string, hint: string): Diagnostic {
    const place = source.placeOf(node.start, Math.max(node.end, node.start + 1));
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file, ...key, ...place };
  }

  /** Of a config nobody reads more at once. */
  function find(diagnostic: () => Diagnostic): void {
    if (found.length < mostProblems) found.push(diagnostic());
    else more += 1;
  }

  /** Returns how many values stand below, those that are merged counted each time. */
  function visit(node: YamlNode, path: KeyPath): number {
    if (node.kind === 'scalar') return 1;
    if (node.kind === 'alias') return visitAlias(node, path);
    if (path.length >= deepest) {
      const message = `this is nested more than ${deepest} levels deep, and a config has five`;
      throw new LvsgenError([report(node, path, message, 'remove the levels that mean nothing')]);
    }
    open.add(node);
    const weight =
      node.kind === 'map'
        ? visitMap(node, path)
        : node.items.reduce((sum, item, index) => sum + visit(item, [...path, index]), 1);
    open.delete(node);
    weights.set(node, weight);
    return weight;
  }

  function visitAlias(alias: YamlAlias, path: KeyPath): number {
    const weight = weights.get(targetOf(alias, path)) ?? 1;
    repeated += weight;
    if (repeated > mostRepeated) {
      const message = `aliases repeat more than ${mostRepeated} values`;
      throw new LvsgenError([report(alias, path, message, 'repeat long values less often')]);
    }
    return weight;
  }

  function visitMerge(value: YamlNode, path: KeyPath): number {
    const own = visit(value, path);
    const sources = mergeSources(value).map((source) => {
      const target = source.kind === 'alias' ? source.target : source;
      if (target?.kind === 'map') return weights.get(target) ?? 1;
      const message = 'a merge key takes maps, and this is none';
      throw new LvsgenError([report(source, path, message, 'write <<: *name of an anchored map')]);
    });
    const weight = sources.reduce((sum, one) => sum + one, 0);
    merged += weight;
    if (merged > mostMerged) {
      const message = `merge keys repeat more than ${mostMerged} values`;
      throw new LvsgenError([report(value, path, message, 'merge fewer maps of maps')]);
    }
    return own + weight;
  }

  function targetOf(alias: YamlAlias, path: KeyPath): YamlNode {
    const { target } = alias;
    const name = quote(`*${alias.name}`);
    if (target === undefined) {
      const message = `the alias ${name} repeats nothing: no anchor of that name stands above it`;
      const hint = 'put a text with an asterisk in quotes';
      throw new LvsgenError([report(alias, path, message, hint)]);
    }
    if (open.has(target)) {
      const message = `the alias ${name} stands inside the value that it repeats`;
      throw new LvsgenError([report(alias, path, message, 'write the value out')]);
    }
    return target;
  }

  function reportKey(key: YamlNode, path: KeyPath): Diagnostic {
    const written = key.kind === 'scalar' ? source.text.slice(key.start, key.end) : '';
    const subject = written === '' ? 'this key' : `the key ${quote(written)}`;
    const hint = 'put a key that looks like something else in quotes';
    return report(key, path, `${subject} is not text`, hint);
  }

  function visitMap({ pairs }: YamlMap, path: KeyPath): number {
    const lines = new Map<string, number>();
    let weight = 1;
    for (const { key, value } of pairs) {
      // Plain data has no text for a list or a map as a key.
      if (key.kind !== 'scalar') throw new LvsgenError([...found, reportKey(key, path)]);
      if (typeof key.value !== 'string') {
        find(() => reportKey(key, path));
        weight += visit(value, path);
        continue;
      }
      const name = keyName(key);
      const line = source.lineAt(key.start);
      const first = lines.get(name);
      if (first !== undefined) {
        const message = `${keyText([name])} is there twice, ${first === line ? `both in line ${line}` : `in line ${first} and in line ${line}`}`;
        find(() => report(key, [...path, name], message, 'keep one: the other would be ignored'));
      }
      lines.set(name, first ?? line);
      weight += isMergeKey(key)
        ? visitMerge(value, [...path, name])
        : visit(value, [...path, name]);
    }
    return weight;
  }

  visit(root, []);
  if (more === 0) return found;
  const message = `there are ${more} more such keys, not told here`;
  return [...found, { severity: 'error', message, hint: 'mend those that are told first', file }];
}
