import type { Reader } from './reader.ts';

/** In text for people, a value may stand anywhere, and nothing in it has a meaning. */
export const textReader: Reader<'text'> = {
  start: 'text',
  read: () => 'text',
  value: () => ({ escape: (value) => value, state: 'text' }),
  join: () => 'text',
  mayEnd: () => true,
};
