import { type DocumentEvent, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';

import { type Diagnostic, LvsgenError } from '../diagnostic.ts';
import type { SourceText } from './source-text.ts';
import { tagged, type Wording, yamlFailure } from './yaml-failures.ts';

/** A text of YAML that was parsed, as the parser tells of it: one event after the other. */
export type YamlEvents = readonly Event[];

/**
 * Parses YAML.
 *
 * @returns the events of its one document, which has no tags; none where the text is empty
 * @throws LvsgenError with the first syntax error; what follows it is mostly its echo
 */
export function parseYaml(source: SourceText, file: string): YamlEvents {
  let events: YamlEvents;
  try {
    events = parseEvents(source.text, {});
  } catch (error) {
    throw error instanceof YAMLException ? notYaml(source, file, error) : error;
  }
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

/** The refusal of a text, with the place where the parser stopped. */
function notYaml(source: SourceText, file: string, { mark, reason }: YAMLException): LvsgenError {
  const at = mark?.position ?? 0;
  const { text } = source;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const [after = ''] = text.slice(at).split('\n', 1);
  // What is missing at the end of a line is shown at its last character.
  const shown = after === '' && before !== '' ? at - 1 : at;
  return refusedAt(source, file, shown, shown + 1, yamlFailure(reason, before, after));
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
