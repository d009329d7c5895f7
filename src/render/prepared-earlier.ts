import type { Language } from '../model/artifact.ts';
import type { Prepared } from './steps.ts';

/** A template as the build has prepared it. */
export interface PreparedTemplate {
  readonly text: string;
  readonly language: Language;
  readonly whole: boolean;
  readonly prepared: Prepared;
}

/** Here there is none: the build puts those of the bundled templates in the place of this (rolldown.config.js). */
const templates: readonly PreparedTemplate[] = [];

const byKey = new Map(
  templates.map(({ prepared, ...one }) => [keyOf(one.text, one.language, one.whole), prepared]),
);

/** What the build has prepared of a template with exactly this text; undefined for any other text. */
export function preparedEarlier(
  text: string,
  language: Language,
  whole: boolean,
): Prepared | undefined {
  return byKey.get(keyOf(text, language, whole));
}

function keyOf(text: string, language: Language, whole: boolean): string {
  return `${language} ${whole}\n${text}`;
}
