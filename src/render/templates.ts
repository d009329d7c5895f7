import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LvsgenError } from '../base/diagnostic.ts';
import { ioError } from '../base/io-error.ts';
import { prepare } from './prepare.ts';

const suffix = '.hbs';

/** Where the partials are below a folder of templates. */
export const partialsFolder = 'partials/';

/** Templates' texts by name below their folder: without `.hbs`, with `/`, sorted by name. */
export type TemplateTexts = ReadonlyMap<string, string>;

/** The templates that clusters are rendered from. */
export interface Templates {
  readonly texts: TemplateTexts;
  /** The file of a template as messages name it: absolute where it is the user's own. */
  readonly fileOf: (name: string) => string;
}

/** Where the template of a name stands. */
export function templatePath(folder: string, name: string): string {
  return join(folder, ...name.split('/')) + suffix;
}

/**
 * The folder of the templates that the package brings along.
 *
 * @param from the file whose package is meant: the folder is looked for beside it and above, so that the sources and
 *   the bundle find the same one
 */
export function bundledFolder(from: string | URL = import.meta.url): string {
  const start = dirname(fileURLToPath(from));
  for (let folder = start; ; folder = dirname(folder)) {
    const found = join(folder, 'templates');
    if (existsSync(found) && existsSync(join(folder, 'package.json'))) return found;
    if (folder === dirname(folder)) {
      throw LvsgenError.of(
        `There is no folder templates/ beside or above ${start}.`,
        'Install lvsgen again: its package is not complete.',
      );
    }
  }
}

/** Reads the templates that the package brings along. */
export function loadTemplates(from?: string | URL): TemplateTexts {
  return readTemplates(bundledFolder(from));
}

/** Templates that come with the package, or stand in their place in a test. */
export function asBundled(texts: TemplateTexts): Templates {
  return { texts, fileOf: (name) => `templates/${name}${suffix}` };
}

/**
 * The bundled templates, with those of a folder in the place of the ones of the same name. The folder may have
 * partials of other names too, which its templates call.
 *
 * @param folder absolute; without it all are the bundled ones
 * @throws LvsgenError when the folder cannot be read, or holds a template that is refused or that nothing would use
 */
export function templatesWith(folder: string | undefined): Templates {
  const bundled = asBundled(loadTemplates());
  if (folder === undefined) return bundled;
  const own = readTemplates(folder);
  const calls = Array.from(own, ([name, text]) => prepare(templatePath(folder, name), text).calls);
  const called = new Set(calls.flat().map(({ partial }) => partialsFolder + partial));
  const unused = [...own.keys()].find((name) => !bundled.texts.has(name) && !called.has(name));
  if (unused !== undefined) {
    const message = 'nothing uses it: no bundled template has its name, and no template calls it';
    const hint = 'name it as one that lvsgen templates lists, or remove it';
    const file = templatePath(folder, unused);
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  return {
    texts: new Map([...bundled.texts, ...own]),
    fileOf: (name) => (own.has(name) ? templatePath(folder, name) : bundled.fileOf(name)),
  };
}

/** @throws LvsgenError for what cannot be read, and for a template that is no text or no regular file */
function readTemplates(folder: string): TemplateTexts {
  let paths: string[];
  try {
    paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw ioError(error, 'read', folder);
  }
  const names = paths
    .filter((path) => path.endsWith(suffix))
    .map((path) => path.slice(0, -suffix.length).split(sep).join('/'));
  return new Map(names.sort().map((name) => [name, readTemplate(templatePath(folder, name))]));
}

function readTemplate(file: string): string {
  const refused = (message: string, hint: string): LvsgenError =>
    new LvsgenError([{ severity: 'error', message, hint, file }]);
  try {
    // A pipe is never at its end.
    if (!statSync(file).isFile()) {
      throw refused('this is no regular file', 'put a template in its place');
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw ioError(error, 'read', file);
    throw refused('this template is not UTF-8, so its text may be misread', 'save it as UTF-8');
  }
}
