import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type ScalarTag,
  type YAMLMap,
} from 'yaml';

import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type KeyPath, keyText } from '../model/problem.ts';
import { quote } from '../base/quote.ts';
import { type Locate, mostTold, type Place, type Readout } from './readout.ts';

/** A config has five levels; what goes far below that is an accident or an attack. */
const deepest = 32;
/** How many values a config may have: an alias is short, and each cluster has what it stands for. */
const mostValues = 1_000_000;

/** Integers in plain decimal form are numbers. All else is text, so that `010` and `1.10` stay what they are. */
const integer: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^(?:0|-?[1-9][0-9]*)$/,
  resolve: Number,
};
const options = {
  schema: 'failsafe',
  customTags: ['null' as const, 'bool' as const, integer],
  prettyErrors: false,
  // It is quadratic: keys that are there twice are found below.
  uniqueKeys: false,
};

/** What to do instead, by the code of the parser's error. */
const hints: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'put a text with an asterisk in quotes',
  BAD_INDENT: 'look for a bracket that is missing above, or indent this line as those beside it',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a value with a colon in quotes, and indent keys as those beside them',
  MISSING_CHAR: 'look for a quote, a bracket, a comma or a colon that is missing here or above',
  MULTILINE_IMPLICIT_KEY: 'look above for a colon that is missing, and indent keys as those beside',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN:
    'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
};
const anyHint = 'look here and above for a quote, a bracket or an indentation that is wrong';

/**
 * Reads a config in YAML.
 *
 * @throws LvsgenError when it is empty or is not YAML
 */
export function readYaml(text: string, file: string): Readout {
  const source = new Source(text, file);
  const control = /[^\P{Cc}\t\n\r\u0085]/u.exec(text);
  if (control) {
    const { index } = control;
    throw source.error([index, index + 1], 'this is not YAML: a control character', 'remove it');
  }
  return readoutOf(source, (document) => document.toJS());
}

/**
 * Reads a config in JSON. YAML's parser, which knows all of JSON, finds the places.
 *
 * @throws LvsgenError when it is empty or is not JSON
 */
export function readJson(text: string, file: string): Readout {
  const source = new Source(text, file);
  const failure = jsonFailure(text);
  if (failure !== undefined && text.trim() !== '') {
    const at = jsonFailureAt(text, failure);
    const message = `this is not JSON: ${failure.replace(/(?:, "|, \.\.\.| in JSON at | at position )[^]*/, '')}`;
    const hint = 'mend it, or write the config in YAML, which has comments and needs fewer quotes';
    throw source.error([at, at + 1], message, hint);
  }
  return readoutOf(source, () => JSON.parse(text));
}

function readoutOf(source: Source, value: (document: Document.Parsed) => unknown): Readout {
  const document = documentOf(source);
  const findings = settle(document, source);
  return { config: value(document), findings, locate: locateIn(document, source) };
}

function jsonFailure(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

/** Where JSON ends to be JSON: Node.js says it, but for unexpected tokens. Those it finds as soon as they are there. */
function jsonFailureAt(text: string, failure: string): number {
  const told = /at position (\d+)/.exec(failure)?.[1];
  if (told !== undefined) return Number(told);
  let [low, high] = [0, text.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isThere = jsonFailure(text.slice(0, middle + 1))?.startsWith('Unexpected token') ?? false;
    if (isThere) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Range = readonly [start: number, end: number, ...unknown: unknown[]];

/** A text whose offsets can be told as places. */
class Source {
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
  place([from, end]: Range): Place {
    const start = Math.min(from, Math.max(0, this.text.trimEnd().length - 1));
    const { line, col: column } = this.counter.linePos(start);
    const span = { line, start: column - 1, end: column - 1 + end - start };
    return { position: { line, column }, frame: codeFrame(this.#lines, span) };
  }

  report(range: Range, path: KeyPath, message: string, hint: string): Diagnostic {
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file: this.file, ...key, ...this.place(range) };
  }

  error(range: Range, message: string, hint: string, path: KeyPath = []): LvsgenError {
    return new LvsgenError([this.report(range, path, message, hint)]);
  }
}

/** The one document of a text. */
function documentOf(source: Source): Document.Parsed {
  const { text, file } = source;
  const documents = new Composer(options).compose(tokensOf(source), true, text.length);
  const [document, second] = documents as Iterable<Document.Parsed>;
  const [error] = document?.errors ?? [];
  if (error) {
    const [start, end] = error.pos;
    const indent = /^ */.exec(text.slice(start))?.[0].length ?? 0;
    throw source.error(
      [start + indent, end + indent],
      `this is not YAML: ${error.message}`,
      hints[error.code] ?? anyHint,
    );
  }
  if (second) {
    const message = 'this starts a second document: a config is one';
    const hint = 'keep one document, and give each cluster a key under clusters';
    throw source.error(second.range, message, hint);
  }
  const contents = document?.contents ?? null;
  if (!document || contents === null || (isScalar(contents) && contents.value === null)) {
    const message = 'the config is empty';
    const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  return document;
}

function* tokensOf(source: Source): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source.text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepest) {
      const message = `this is nested more than ${deepest} levels deep, and a config has five`;
      const range = [parser.offset - 1, parser.offset] as const;
      throw source.error(range, message, 'remove the levels that mean nothing');
    }
  }
  yield* parser.end();
}

/**
 * Puts what aliases and merge keys stand for in their places, so that the tree is what the config means.
 *
 * @returns an error for each key that is there twice or is not text
 * @throws LvsgenError for tags, and for aliases that repeat nothing, themselves or too much
 */
function settle(document: Document.Parsed, source: Source): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  /** How many values stand in a node, itself included, those that are repeated each time. */
  const weights = new Map<Node, number>();
  let count = 0;

  function settled(node: unknown, path: KeyPath): Node | null {
    if (!isNode(node)) return null;
    const range = node.range ?? [0, 1];
    if (isAlias(node)) {
      const name = quote(`*${node.source}`);
      const target = anchors.get(node.source);
      if (target === undefined) {
        const message = `the alias ${name} repeats nothing: no anchor of that name stands above it`;
        throw source.error(range, message, 'put a text with an asterisk in quotes', path);
      }
      if (open.has(target)) {
        const message = `the alias ${name} stands inside the value that it repeats`;
        throw source.error(range, message, 'write the value out', path);
      }
      count += weights.get(target) ?? 1;
      if (count > mostValues) {
        const message = `with what aliases repeat, these are more than ${mostValues} values`;
        throw source.error(range, message, 'repeat long values less often', path);
      }
      return target;
    }
    if (node.tag !== undefined) {
      const hint = 'remove the word with the exclamation mark, or put the value in quotes';
      throw source.error(range, 'a tag has no meaning in a config', hint, path);
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    count += 1;
    if (!isSeq(node) && !isMap(node)) return node;
    const before = count - 1;
    open.add(node);
    if (isMap(node)) node.items = pairsOf(node, path);
    else node.items = node.items.map((item, index) => settled(item, [...path, index]));
    open.delete(node);
    weights.set(node, count - before);
    return node;
  }

  /** What is written comes last: it takes the place of what is merged. */
  function pairsOf(map: YAMLMap, path: KeyPath): Pair[] {
    const own: Pair[] = [];
    const merged = new Map<string, Pair>();
    const lines = new Map<string, number>();
    for (const pair of map.items) {
      const key = settled(pair.key, path);
      const range = rangeOf(pair.key) ?? [0, 1];
      if (!isScalar(key) || typeof key.value !== 'string') {
        const written = isScalar(key) ? source.text.slice(range[0], range[1]) : '';
        const subject = written === '' ? 'this key' : `the key ${quote(written)}`;
        const hint = 'put a key that looks like something else in quotes';
        find(range, path, `${subject} is not text`, hint);
        continue;
      }
      const name = key.value;
      const { line } = source.counter.linePos(range[0]);
      const first = lines.get(name);
      if (first !== undefined) {
        const where =
          first === line ? `both in line ${line}` : `in line ${first} and in line ${line}`;
        const message = `${keyText([name])} is there twice, ${where}`;
        find(range, [...path, name], message, 'keep one: the other would be ignored');
      }
      lines.set(name, first ?? line);
      const value = settled(pair.value, [...path, name]);
      if (name === '<<' && key.type === 'PLAIN') {
        for (const one of mapsIn(value, range, [...path, name])) merged.set(String(one.key), one);
      } else own.push(Object.assign(pair, { key, value }));
    }
    return [...[...merged].filter(([name]) => !lines.has(name)).map(([, one]) => one), ...own];
  }

  /** The pairs of what stands under a merge key, those of the first map last. */
  function mapsIn(value: Node | null, key: Range, path: KeyPath): Pair[] {
    const maps = isSeq(value) ? value.items.toReversed() : [value];
    return maps.flatMap((one) => {
      if (isMap(one)) return one.items;
      const range = rangeOf(one) ?? key;
      const message = 'a merge key takes maps, and this is none';
      throw source.error(range, message, 'write <<: *name of an anchored map', path);
    });
  }

  function find(range: Range, path: KeyPath, message: string, hint: string): void {
    if (findings.length <= mostTold) findings.push(source.report(range, path, message, hint));
  }

  settled(document.contents, []);
  return findings;
}

function locateIn({ contents }: Document.Parsed, source: Source): Locate {
  return (path, at) => {
    let node: unknown = contents;
    let range = rangeOf(contents) ?? [0, 1];
    for (const [depth, step] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.findLast(({ key }) => isScalar(key) && key.value === String(step));
        if (pair === undefined) break;
        node = pair.value;
        range = rangeOf(pair.key) ?? range;
        if (at === 'value' && depth === path.length - 1) range = rangeOf(node) ?? range;
      } else {
        const item = isSeq(node) ? node.items[Number(step)] : undefined;
        if (item === undefined) break;
        node = item;
        range = rangeOf(node) ?? range;
      }
    }
    return source.place(range);
  };
}

/** Where a node stands; nothing for an empty one, such as a value left out. */
function rangeOf(node: unknown): Range | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range && range[1] > range[0] ? range : undefined;
}
