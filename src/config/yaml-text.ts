import { parseDocument, type Document, type Tags, type YAMLError } from 'yaml';

import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { SourceText } from './source-text.ts';

/** How often one anchor may be used, weighed by the aliases inside it. */
const mostAliases = 10_000;

/** How many more brackets may be open than are closed, in quotes and comments too: a parser keeps each of them. */
const mostOpen = 10_000;

const longestMessage = 200;

const hints: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_SCALAR_START: 'put the value in quotes',
  BAD_ALIAS: 'put a text with an asterisk in quotes',
  TAG_RESOLVE_FAILED: 'remove the word with the exclamation mark, or put the value in quotes',
  RESOURCE_EXHAUSTION: 'remove the levels that mean nothing',
  MULTIPLE_DOCS: 'keep one document, and give each cluster a key under clusters',
  MISSING_CHAR: 'look for a quote or a colon that is missing here or above',
  BLOCK_AS_IMPLICIT_KEY: 'put the value in quotes if it has a colon, or start a new line',
};

const messages: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  MULTIPLE_DOCS: 'this starts a second document: a config is one',
  RESOURCE_EXHAUSTION: 'the config is nested too deep to be read',
  TAG_RESOLVE_FAILED: 'a tag has no meaning in a config',
};

/**
 * Parses YAML of which every scalar is read as it is written: integers in plain decimal form, true, false and null are
 * themselves, all else is text. So `010`, `1_000` and `10.1` do not change on the way.
 *
 * @throws LvsgenError with the first syntax error; what follows it is mostly its echo
 */
export function parseYaml(source: SourceText, file: string): Document.Parsed {
  refuseManyOpen(source, file);
  const document = parseDocument(source.text, {
    customTags: plainTags,
    uniqueKeys: false,
    prettyErrors: false,
    merge: true,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const errors = [...document.errors, ...document.warnings];
  const error = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ?? errors[0];
  if (error !== undefined) throw new LvsgenError([syntaxError(error, source, file)]);
  return document;
}

function refuseManyOpen(source: SourceText, file: string): void {
  const { text } = source;
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open -= 1;
    if (open <= mostOpen) continue;
    const message = messages.RESOURCE_EXHAUSTION ?? '';
    const hint = hints.RESOURCE_EXHAUSTION ?? '';
    const place = source.placeOf(at, at + 1);
    throw new LvsgenError([{ severity: 'error', message, hint, file, ...place }]);
  }
}

/**
 * The document as plain data.
 *
 * @throws LvsgenError for aliases of aliases that would grow without bound
 */
export function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `an anchor is used more than ${mostAliases} times, counted through aliases of aliases`;
    const hint = 'write the value out where it is needed';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
}

function plainTags(tags: Tags): Tags {
  return tags.flatMap((tag) => {
    if (typeof tag === 'string') return [];
    if (/:(map|seq|str|null|bool|merge)$/.test(tag.tag)) return [tag];
    const isInteger = tag.tag.endsWith(':int') && tag.format === undefined;
    if (!isInteger || tag.collection !== undefined) return [];
    return [{ ...tag, test: /^(0|-?[1-9][0-9]*)$/ }];
  });
}

function syntaxError(error: YAMLError, source: SourceText, file: string): Diagnostic {
  const dash = error.message.startsWith('Unexpected block-seq-ind');
  const message = messages[error.code] ?? `this is not YAML: ${inShort(error.message)}`;
  const hint = dash
    ? 'put a dash that is a value in quotes: "-"'
    : (hints[error.code] ??
      'look here and above for a quote, a bracket or an indentation that is wrong');
  const [start, end] = error.pos;
  const place = source.placeOf(start, end);
  return { severity: 'error', message, hint, file, ...place };
}

/** What the parser says may repeat a line, and that is as long as it likes. */
function inShort(text: string): string {
  const start = text.charAt(0).toLowerCase() + text.slice(1, longestMessage);
  return text.length > longestMessage ? `${start}…` : start;
}
