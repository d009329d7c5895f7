import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { yamlOptions } from '../config/read-yaml.ts';
import type { KeyPath } from '../model/problem.ts';

/**
 * Sets a key of a config, or takes it away where the value is undefined. Comments and all that stands elsewhere stay.
 *
 * @throws Error where the key stands in what an alias repeats
 */
export function edit(text: string, path: KeyPath, value: unknown): string {
  return change(text, (document) => {
    const isItem = typeof path.at(-1) === 'number';
    if (value === undefined) document.deleteIn(path);
    else if (isSeq(document.getIn(path)) && Array.isArray(value)) setItems(document, path, value);
    else document.setIn(path, typeof value === 'object' ? nodeOf(document, value, isItem) : value);
  });
}

/** Renames a key of a map, which stays in its place. */
export function rename(text: string, path: KeyPath, name: string): string {
  return change(text, (document) => {
    const map = document.getIn(path.slice(0, -1));
    const pair =
      isMap(map) && map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
    if (pair && isScalar(pair.key)) pair.key.value = name;
  });
}

/** Item by item, so that each keeps its comment. */
function setItems(document: Document, path: KeyPath, items: readonly unknown[]): void {
  const old = (document.getIn(path) as { toJSON(): unknown[] }).toJSON();
  const kept = old.filter((item) => items.includes(item));
  for (const index of [...old.keys()].reverse()) {
    if (items.length < old.length && !kept.includes(old[index]))
      document.deleteIn([...path, index]);
  }
  for (const [index, item] of items.entries()) {
    if (document.getIn([...path, index]) !== item) document.setIn([...path, index], item);
  }
}

/** A value as somebody would write it: what is small stands on one line. */
function nodeOf(document: Document, value: unknown, isItem: boolean): unknown {
  const root = document.createNode(value);
  visit(root, {
    Collection(_, node) {
      const isFlat = !node.items.some((item) => isCollection(isPair(item) ? item.value : item));
      node.flow = isFlat && (isSeq(node) || isItem || node !== root);
    },
  });
  return root;
}

function change(text: string, apply: (document: Document) => void): string {
  const document = parseDocument(text, yamlOptions);
  apply(document);
  // Lists without blanks inside of their brackets, as most people write them, where that cannot be a text.
  return document
    .toString({ lineWidth: 0 })
    .replaceAll(/^[^"'#]*(?=#|$)/gm, (line) => line.replaceAll('[ ', '[').replaceAll(' ]', ']'));
}
