import type { RenderedFile } from '../model/artifact.ts';
import { type RenderedText, textOf } from './skeleton.ts';

type About = Omit<RenderedFile, 'content'>;

/**
 * A file whose content is put together each time that it is asked for: of ten thousand clusters, all contents at once
 * would take more memory than everything else.
 */
class FileOnDemand implements About {
  readonly #text: RenderedText;
  readonly cluster: RenderedFile['cluster'];
  readonly role: RenderedFile['role'];
  readonly target: RenderedFile['target'];
  readonly path: RenderedFile['path'];
  readonly mode: RenderedFile['mode'];
  readonly language: RenderedFile['language'];

  constructor({ cluster, role, target, path, mode, language }: About, text: RenderedText) {
    this.cluster = cluster;
    this.role = role;
    this.target = target;
    this.path = path;
    this.mode = mode;
    this.language = language;
    this.#text = text;
    // A property of its own: who copies the file has the content, too.
    Object.defineProperty(this, 'content', contentOnDemand);
  }

  static textOf(file: object): RenderedText | undefined {
    return #text in file ? file.#text : undefined;
  }
}

const contentOnDemand = {
  enumerable: true,
  get(this: FileOnDemand): string {
    const text = FileOnDemand.textOf(this);
    if (text === undefined) throw new Error('the content of a file that was not rendered');
    return textOf(text);
  },
};

/** A file with what was rendered for it. */
export function renderedFile(about: About, text: RenderedText): RenderedFile {
  return new FileOnDemand(about, text) as About as RenderedFile;
}

/** How a file was rendered; undefined for one that was made in another way. */
export function renderedTextOf(file: RenderedFile): RenderedText | undefined {
  return FileOnDemand.textOf(file);
}
