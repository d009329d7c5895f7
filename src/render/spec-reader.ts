import { type Escape, plainWord, specTag, specText } from './escapes.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';

/** Where in a spec the text is. */
interface SpecState {
  /** The last word with a percent sign at the start of a line, such as `%post`; empty before the first one. */
  readonly section: string;
  readonly line: 'empty' | 'comment' | 'tag' | 'text';
}

/** Each of these begins something that rpm reads in a way of its own; case does not matter to it. */
const sections = /^%(?!(?:if\w*|el\w+|endif|global|define|undefine)\b)\w*/i;

/** In a spec, a value is that of a tag, text of the description, or a plain word in the other sections. */
export const specReader: Reader<SpecState> = {
  start: { section: '', line: 'empty' },

  read({ section, line }, text) {
    for (const [index, one] of text.split('\n').entries()) {
      if (index > 0) line = 'empty';
      if (one === '') continue;
      if (line === 'empty') {
        section = sections.exec(one)?.[0].toLowerCase() ?? section;
        line = one.startsWith('#') ? 'comment' : 'text';
      }
      if (section === '' && /^[A-Za-z0-9()]+:/.test(one)) line = 'tag';
    }
    return { section, line };
  },

  value({ section, line }, after) {
    const endsLine = after === undefined || /^\s*$/.test(after);
    // A line may still be empty behind a value, since that may be empty.
    const state: SpecState = { section, line };
    const as = (escape: Escape): { escape: Escape; state: SpecState } => ({ escape, state });
    if (line === 'comment' || line === 'tag') return as(specTag(endsLine));
    if (section === '%description') return as(specText(line === 'empty', endsLine));
    if (section !== '') return as(plainWord('a section of a spec that rpm and a shell read'));
    throw new Refusal(
      'Before the first section of a spec, a value is that of a tag, or stands in a comment.',
      'Write out tags and macros.',
    );
  },

  join(one, other) {
    const isText = [one, other].some(({ section }) => ['', '%description'].includes(section));
    return one.line !== other.line || (isText && one.section !== other.section) ? undefined : one;
  },

  mayEnd: ({ line }) => line === 'empty',
};
