import type { View } from '../model/artifact.ts';

/** A text that the templates print. */
export function viewText(view: View, key: string): string {
  const value = view[key];
  if (typeof value !== 'string') throw new Error(`the view has no text ${key}`);
  return value;
}

/** A list of words that the templates print. */
export function viewWords(view: View, key: string): readonly string[] {
  const value = view[key];
  if (!Array.isArray(value)) throw new Error(`the view has no list ${key}`);
  return value.map(String);
}
