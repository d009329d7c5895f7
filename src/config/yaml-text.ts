import {
  constructFromEvents,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  parseEvents,
  YAMLException,
} from 'js-yaml';

import { type Diagnostic, LvsgenError } from '../diagnostic.ts';
import type { SourceText } from './source-text.ts';
import { tagged, type Wording, yamlFailure } from './yaml-failures.ts';
import { schema } from './yaml-scalars.ts';

/** A text of YAML that was parsed, as the parser tells of it: one event after the other. */
export type YamlEvents = readonly Event[];

/**
 * Parses YAML.
 *
 * @returns the events of its one document, which has no tags; none where the text is empty
 * @throws LvsgenError with the first syntax error; what follows it is mostly its echo
 */
export function parseYaml(source: SourceText, file: string): YamlEvents {
  const events = orRefuse(source, file, () => parseEvents(source.text, {}));
  const tag = events.find((event) => 'tagStart' in event && event.tagStart >= 0);
  if (tag !== undefined && 'tagStart' in tag) {
    throw refusedAt(source, file, tag.tagStart, tag.tagEnd, tagged);
  }
  const second = events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT);
  const document = events[second];
  if (second > 0 && document?.type === EVENT_ID.DOCUMENT) {
    const start = startOf(source.text, document, events.slice(second + 1));
    throw refusedAt(source, file, start, start + 1, secondDocument);
  }
  return events;
}

/**
 * The document as plain data, in which all aliases of one anchor are one value.
 *
 * @throws LvsgenError for a merge key that the parser refuses
 */
export function plainValue(events: YamlEvents, source: SourceText, file: string): unknown {
  const options = { source: source.text, schema, json: true, maxTotalMergeKeys: -1 };
  return orRefuse(source, file, () => constructFromEvents([...events], options))[0];
}

const secondDocument: Wording = {
  message: 'this starts a second document: a config is one',
  hint: 'keep one document, and give each cluster a key under clusters',
};

/** Where a document starts: at its dashes, or with what stands in it. */
function startOf(text: string, { explicitStart }: DocumentEvent, inside: YamlEvents): number {
  const starts = inside.flatMap((event) => {
    if (event.type === EVENT_ID.SCALAR) return event.valueStart;
    return 'start' in event ? event.start : [];
  });
  const first = starts.find((start) => start >= 0) ?? text.length;
  return explicitStart ? text.lastIndexOf('\n---', first) + 1 : first;
}

function orRefuse<Result>(source: SourceText, file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = error.mark?.position ?? 0;
    const { text } = source;
    const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    const [after = ''] = text.slice(at).split('\n', 1);
    // What is missing at the end of a line is shown at its last character.
    const shown = after === '' && before !== '' ? at - 1 : at;
    throw refusedAt(source, file, shown, shown + 1, yamlFailure(error.reason, before, after));
  }
}

function refusedAt(
  source: SourceText,
  file: string,
  start: number,
  end: number,
  { message, hint }: Wording,
): LvsgenError {
  const place = source.placeOf(start, end);
  const diagnostic: Diagnostic = { severity: 'error', message, hint, file, ...place };
  return new LvsgenError([diagnostic]);
}
