import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';
import { quote } from '../model/quote.ts';
import { keyText } from './key-text.ts';
import type { SourceText } from './source-text.ts';

/** A config has five levels; what goes far below that is an accident or an attack. */
const deepest = 32;

/**
 * Looks in the parsed tree for what plain data no longer shows: keys that are there twice, and keys that are not text.
 *
 * @throws LvsgenError for what cannot become plain data: an alias of nothing or of what it stands in, and deep nesting
 */
export function checkTree(root: Node | null, source: SourceText, file: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const anchors = new Set<string>();
  const open = new Set<string>();

  function report(node: Node, path: KeyPath, message: string, hint: string): Diagnostic {
    const [start, end] = node.range ?? [0, 0];
    const place = source.placeOf(start, Math.max(end, start + 1));
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file, ...key, ...place };
  }

  function visit(node: unknown, path: KeyPath): void {
    if (isAlias(node)) checkAlias(node.source, node, path);
    if (!isMap(node) && !isSeq(node)) {
      if (isScalar(node) && node.anchor !== undefined) anchors.add(node.anchor);
      return;
    }
    if (path.length >= deepest) {
      const message = `this is nested more than ${deepest} levels deep, and a config has five`;
      throw new LvsgenError([report(node, path, message, 'remove the levels that mean nothing')]);
    }
    if (node.anchor !== undefined) open.add(node.anchor);
    if (isMap(node)) visitMap(node.items, path);
    else
      node.items.forEach((item, index) => {
        visit(item, [...path, index]);
      });
    if (node.anchor !== undefined) {
      open.delete(node.anchor);
      anchors.add(node.anchor);
    }
  }

  function checkAlias(name: string, node: Node, path: KeyPath): void {
    if (open.has(name)) {
      const message = `the alias *${name} stands inside the value that it repeats`;
      throw new LvsgenError([report(node, path, message, 'write the value out')]);
    }
    if (!anchors.has(name)) {
      const message = `the alias *${name} repeats nothing: no &${name} stands above it`;
      throw new LvsgenError([report(node, path, message, 'put a text with an asterisk in quotes')]);
    }
  }

  function reportKey(key: Node, path: KeyPath): Diagnostic {
    const written = isScalar(key) ? key.source : undefined;
    const subject = written ? `the key ${quote(written)}` : 'this key';
    const hint = 'put a key that looks like something else in quotes';
    return report(key, path, `${subject} is not text`, hint);
  }

  function visitMap(pairs: readonly Pair[], path: KeyPath): void {
    const lines = new Map<string, number>();
    for (const { key, value } of pairs) {
      const node = key as Node;
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
      if (name === undefined) {
        const notText = reportKey(node, path);
        // Plain data has some text of its own for a list or a map as a key, which nothing can be found by.
        if (!isScalar(key)) throw new LvsgenError([...found, notText]);
        found.push(notText);
        visit(value, path);
        continue;
      }
      const line = source.lineAt(node.range?.[0] ?? 0);
      const first = lines.get(name);
      if (first !== undefined) {
        const message = `${keyText([name])} is there twice, ${first === line ? `both in line ${line}` : `in line ${first} and in line ${line}`}`;
        found.push(report(node, [...path, name], message, 'keep one: the other would be ignored'));
      }
      lines.set(name, first ?? line);
      visit(value, [...path, name]);
    }
  }

  visit(root, []);
  return found;
}
