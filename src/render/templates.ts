import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LvsgenError } from '../base/diagnostic.ts';
import { attempt } from '../base/io-error.ts';
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

/** Reads the templates that the package brings along, which lie beside its bundle, or beside `src`. */
export function loadTemplates(): TemplateTexts {
  const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const folder = beside('../templates');
  return readTemplates(existsSync(folder) ? folder : beside('../../templates'));
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
    throw LvsgenError.of(message, hint, { file });
  }
  return {
    texts: new Map([...bundled.texts, ...own]),
    fileOf: (name) => (own.has(name) ? templatePath(folder, name) : bundled.fileOf(name)),
  };
}

/** @throws LvsgenError for what cannot be read, and for a template that is no text */
function readTemplates(folder: string): TemplateTexts {
  const paths = attempt('read', folder, () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }),
  );
  const names = paths
    .filter((path) => path.endsWith(suffix))
    .map((path) => path.slice(0, -suffix.length).split(sep).join('/'));
  return new Map(names.sort().map((name) => [name, readTemplate(templatePath(folder, name))]));
}

function readTemplate(file: string): string {
  const bytes = attempt('read', file, () => readFileSync(file));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = 'this template is not UTF-8, so its text may be misread';
    throw LvsgenError.of(message, 'save it as UTF-8', { file });
  }
}
