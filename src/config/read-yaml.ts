import {
  Composer,
  type CST,
  type Document,
  isScalar,
  Lexer,
  type Node,
  Parser,
  type ScalarTag,
} from 'yaml';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Readout } from './diagnose.ts';
import { readTree, Source } from './yaml-tree.ts';

/** Integers in plain decimal form are numbers. All else is text, so that `010` and `1.10` stay what they are. */
const integer: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  identify: Number.isInteger,
  test: /^(?:0|-?[1-9][0-9]*)$/,
  resolve: Number,
};
/** How YAML is understood. */
export const yamlOptions = {
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
  BLOCK_IN_FLOW: 'put a dash in quotes: "-"; without them YAML begins a list with it',
  BLOCK_AS_IMPLICIT_KEY: 'put a value with a colon in quotes, and indent keys as those beside them',
  MISSING_CHAR: 'look for a quote, a bracket, a comma or a colon that is missing here or above',
  MULTILINE_IMPLICIT_KEY: 'look above for a colon that is missing, and indent keys as those beside',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN: 'put all of the value in quotes, or look for a bracket that is wrong',
};
const anyHint = 'look here and above for a quote, a bracket or an indentation that is wrong';

/**
 * Reads a config in YAML or in JSON, all of which is YAML.
 *
 * @throws LvsgenError when it is empty or is not YAML
 */
export function readYaml(text: string, file: string): Readout {
  const source = new Source(text, file);
  return readTree(contentsOf(source), source);
}

/** What the one document of a text holds. */
function contentsOf(source: Source): Node {
  const documents = new Composer(yamlOptions).compose(tokensOf(source), true, source.text.length);
  const [document, second] = documents as Iterable<Document.Parsed>;
  const [error] = document?.errors ?? [];
  if (error) {
    const [start, end] = error.pos;
    const indent = /^ */.exec(source.text.slice(start))?.[0].length ?? 0;
    const range = [start + indent, end + indent] as const;
    const isDash = error.message.includes('block-seq-ind');
    const hint = isDash ? 'YAML begins a list with a dash: put it in quotes' : hints[error.code];
    const said = error.message.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
    throw source.error(range, `this is not YAML: ${said}`, hint ?? anyHint);
  }
  if (second) {
    const message = 'this starts a second document: a config is one';
    const hint = 'keep one document, and give each cluster a key under clusters';
    throw source.error(second.range, message, hint);
  }
  const contents = document?.contents ?? null;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    const message = 'the config is empty';
    const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
    throw new LvsgenError([{ severity: 'error', message, hint, file: source.file }]);
  }
  return contents;
}

/** The parser is recursive: what goes far below the five levels of a config is an accident or an attack. */
function* tokensOf(source: Source): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source.text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > 32) {
      const range = [parser.offset - 1, parser.offset] as const;
      const hint = 'remove the levels that mean nothing: a config has five';
      throw source.error(range, 'this is nested more than 32 levels deep', hint);
    }
  }
  yield* parser.end();
}
