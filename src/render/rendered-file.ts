import type { RenderedFile } from '../model/artifact.ts';
import { type RenderedText, textOf } from './skeleton.ts';

const texts = new WeakMap<RenderedFile, RenderedText>();

/**
 * A file whose content is put together each time that it is asked for: of ten thousand clusters, all contents at once
 * would take more memory than everything else.
 */
export function renderedFile(
  about: Omit<RenderedFile, 'content'>,
  text: RenderedText,
): RenderedFile {
  const file = Object.defineProperty({ ...about }, 'content', contentOnDemand) as RenderedFile;
  texts.set(file, text);
  return file;
}

const contentOnDemand = {
  enumerable: true,
  get(this: RenderedFile): string {
    const text = texts.get(this);
    if (text === undefined) throw new Error('the content of a file that was not rendered');
    return textOf(text);
  },
};

/** How a file was rendered; undefined for one that was made in another way. */
export function renderedTextOf(file: RenderedFile): RenderedText | undefined {
  return texts.get(file);
}
