import {
  Composer,
  type CST,
  type Document,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type ScalarTag,
} from 'yaml';
import { codeFrame, type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type KeyPath, keyText } from '../model/problem.ts';
import type { Locate } from './diagnose.ts';

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
  resolveKnownTags: false,
  stringKeys: true,
  // It is quadratic: keys that are there twice are found when the tree is read.
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
  NON_STRING_KEY: 'put a text with brackets or braces in quotes',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'remove the word with the exclamation mark, or put the value in quotes',
  UNEXPECTED_TOKEN: 'put all of the value in quotes, or look for a bracket that is wrong',
};
const anyHint = 'look here and above for a quote, a bracket or an indentation that is wrong';

/** From one offset of the text to another. */
export type Stretch = readonly [start: number, end: number, ...unknown: unknown[]];

/** A text in YAML or in JSON, all of which is YAML, whose offsets can be told as places. */
export class YamlText {
  readonly #counter = new LineCounter();
  readonly #lines: readonly string[];

  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    this.#lines = text.trimEnd().split(/\r?\n/);
  }

  /**
   * What its one document holds.
   *
   * @throws LvsgenError when it is empty, is not YAML, or has tags that mean nothing in a config
   */
  contents(): Node {
    const documents = new Composer(yamlOptions).compose(this.#tokens(), true, this.text.length);
    const [document, second] = documents as Iterable<Document.Parsed>;
    const [error] = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
    if (error) {
      const [start, end] = error.pos;
      const indent = /^ */.exec(this.text.slice(start))?.[0].length ?? 0;
      const isDash = error.message.includes('block-seq-ind');
      const hint = isDash ? 'YAML begins a list with a dash: put it in quotes' : hints[error.code];
      const said = error.message.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
      throw this.error(
        [start + indent, end + indent],
        `this is not YAML: ${said}`,
        hint ?? anyHint,
      );
    }
    if (second) {
      const message = 'this starts a second document: a config is one';
      const hint = 'keep one document, and give each cluster a key under clusters';
      throw this.error(second.range, message, hint);
    }
    const contents = document?.contents ?? null;
    if (contents === null || (isScalar(contents) && contents.value === null)) {
      const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
      throw LvsgenError.of('the config is empty', hint, { file: this.file });
    }
    return contents;
  }

  /** The parser is recursive: what goes far below the five levels of a config is an accident or an attack. */
  *#tokens(): Generator<CST.Token> {
    const parser = new Parser(this.#counter.addNewLine);
    this.#counter.addNewLine(0);
    for (const lexeme of new Lexer().lex(this.text)) {
      yield* parser.next(lexeme);
      if (parser.stack.length <= 32) continue;
      const hint = 'remove the levels that mean nothing: a config has five';
      const last = [parser.offset - 1, parser.offset] as const;
      throw this.error(last, 'this is nested more than 32 levels deep', hint);
    }
    yield* parser.end();
  }

  /** A stretch that goes over several lines is marked on its first, and the end of the text on its last character. */
  place([from, end]: Stretch = [0, 1]): ReturnType<Locate> {
    const start = Math.min(from, Math.max(0, this.text.trimEnd().length - 1));
    const { line, col: column } = this.#counter.linePos(start);
    const position = { line, column };
    return { position, frame: codeFrame(this.#lines, position, end - start) };
  }

  report(
    stretch: Stretch | undefined,
    message: string,
    hint: string,
    path: KeyPath = [],
  ): Diagnostic {
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file: this.file, ...key, ...this.place(stretch) };
  }

  error(...args: Parameters<YamlText['report']>): LvsgenError {
    return new LvsgenError([this.report(...args)]);
  }
}
