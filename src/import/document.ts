import { Document, isCollection, isMap, isNode, isPair, isSeq, type Node, visit } from 'yaml';
import { LvsgenError } from '../base/diagnostic.ts';
import { harmlessLine } from '../base/words.ts';
import { resolveConfig } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import { isError } from '../model/problem.ts';
import { type Address, placeText } from './part.ts';

/** A value with what is to be said of it: in a comment behind it or, where it has several lines, below it. */
export function noted(value: unknown, ...texts: readonly string[]): Node {
  const node: Node = new Document().createNode(value, { aliasDuplicateObjects: false });
  if (texts.length > 0) node.comment = texts.map((text) => ` ${harmlessLine(text)}`).join('\n');
  return node;
}

/** A value that the files do not have. What stands in its place is never valid. */
export const fillIn = (what: string): Node => noted('?', `fill in: ${what}`);

/** A value as the files have it: what cannot be known of it is to be filled in. */
export function written({ text, unknown, place }: Address): unknown {
  if (unknown === undefined) return text;
  return noted(text, `fill in: ${text}: ${unknown} (${placeText(place)})`);
}

/** Writes a config in YAML. What is not valid in it gets a comment that says why, and is to be filled in. */
export function writeConfig(clusters: object): string {
  const document = layOut(new Document({ clusters }, { aliasDuplicateObjects: false }));
  for (const { key = '', message } of errorsIn(document)) {
    let node: Node | null = document.contents;
    for (const step of key.split(/[.[\]]+/)) {
      const next: unknown = isCollection(node) ? node.get(step, true) : undefined;
      if (isNode(next)) node = next;
    }
    if (node && !node.comment?.startsWith(' fill in'))
      comment(node, ` fill in: ${harmlessLine(message)}`);
  }
  // In the middle of a line there is no room for a comment.
  visit(document, {
    Node(_, node, ancestors) {
      const line = ancestors.find((one) => isCollection(one) && one.flow === true);
      if (!isCollection(line) || !node.comment) return;
      comment(line, node.comment);
      node.comment = null;
    },
  });
  return printYaml(document);
}

const comment = (node: Node, text: string): void => {
  node.comment = node.comment ? `${node.comment};${text}` : text;
};

function errorsIn(document: Document) {
  try {
    resolveConfig(document.toJS() as Config);
    return [];
  } catch (error) {
    if (error instanceof LvsgenError) return error.diagnostics.filter(isError);
    throw error;
  }
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
