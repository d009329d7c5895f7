import { Document, isCollection, isMap, isNode, isPair, isSeq, type Node, visit } from 'yaml';
import type { Word } from '../audit/effect.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { resolveConfig } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import { harmlessLine } from '../report/harmless.ts';
import { type Found, placeText } from './part.ts';

/** A value of the config with what is to be said of it, in a comment behind it. */
export class Remark {
  constructor(
    readonly value: unknown,
    readonly text: string,
  ) {}
}

/** A value that the files do not have. What stands in its place is never valid. */
export function fillIn(what: string): Remark {
  return new Remark('?', `fill in: ${what}`);
}

/** A value as the files have it: what cannot be known of it is to be filled in. */
export function written({ value, place }: Found<Word>): unknown {
  if (value.unknown === undefined) return value.text;
  return new Remark(value.text, `fill in: ${value.text}: ${value.unknown} (${placeText(place)})`);
}

/** The key of a map for the lines of a comment at its end. */
export const rest = Symbol('rest');

type Path = readonly string[];

/** Writes a config in YAML. What is not valid in it gets a comment that says why, and is to be filled in. */
export function writeConfig(clusters: object): string {
  const remarks: [path: Path, text: string, end?: boolean][] = [];
  /** The value alone. */
  const bare = (value: unknown, path: Path): unknown => {
    if (value instanceof Remark) {
      remarks.push([path, value.text]);
      return bare(value.value, path);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one, index) => bare(one, [...path, String(index)]));
    for (const line of (value as { [rest]?: Path })[rest] ?? []) remarks.push([path, line, true]);
    const entries = Object.entries(value).map(([key, one]) => [key, bare(one, [...path, key])]);
    return Object.fromEntries(entries) as unknown;
  };
  const document = layOut(new Document(bare({ clusters }, [])));
  try {
    resolveConfig(document.toJS() as Config);
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    const isOpen = ([, text]: (typeof remarks)[number]): boolean => text.startsWith('fill in');
    const open = new Set(remarks.filter(isOpen).map(([path]) => path.join()));
    for (const { key = '', message, severity } of error.diagnostics) {
      const path = key.split(/[.[\]]+/).filter(Boolean);
      const isNew = severity === 'error' && !open.has(path.join());
      if (isNew) remarks.push([path, `fill in: ${message}`]);
    }
  }
  for (const remark of remarks) addComment(document, ...remark);
  return printYaml(document);
}

/** Lays out what is new as somebody would write it: what stands in a list, and what holds no collection, is one line. */
export function layOut<Root extends Node | Document>(root: Root): Root {
  visit(root, {
    Collection(_, node, ancestors) {
      const inner = node.items.map((item) => (isPair(item) ? item.value : item));
      node.flow = ancestors.some(isSeq) || !inner.some(isCollection);
    },
  });
  return root;
}

/** Writes YAML as Prettier has it: { key: value }, [item]. */
export function printYaml(document: Document): string {
  visit(document, {
    Collection(_, node) {
      const print = node.toString.bind(node);
      const flowCollectionPadding = isMap(node) ? ' ' : '';
      node.toString = (context, ...more) =>
        print(context && { ...context, flowCollectionPadding }, ...more);
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true });
}

/** Adds a comment to what stands at a path or holds it: behind its line, or below it. */
function addComment(document: Document, path: Path, text: string, isBelow = false): void {
  let node: Node | null = document.contents;
  for (const key of path) {
    // In the middle of a line there is no room for one.
    const next: unknown =
      isCollection(node) && node.flow !== true ? node.get(key, true) : undefined;
    if (isNode(next)) node = next;
  }
  if (node === null) return;
  const before = node.comment ? `${node.comment}${isBelow ? '\n' : ';'}` : '';
  node.comment = `${before} ${harmlessLine(text)}`;
}
