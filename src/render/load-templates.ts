import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LvsgenError } from '../base/diagnostic.ts';
import { ioError } from '../base/io-error.ts';

const FOLDER = 'templates';
const SUFFIX = '.hbs';
const LARGEST = 1_000_000;

/** Where the partials are below a folder of templates. */
export const partialsFolder = 'partials/';

/** Templates' texts by name below their folder: without `.hbs`, with `/`, sorted by name. */
export type TemplateTexts = ReadonlyMap<string, string>;

/**
 * Reads the templates that the package brings along; where the user has none, this is the only input or output of
 * rendering.
 *
 * @param from the file whose package is meant: the folder `templates/` is looked for beside it and above, so that the
 *   sources and the bundle find the same one
 * @throws LvsgenError if there is no such folder.
 */
export function loadTemplates(from: string | URL = import.meta.url): TemplateTexts {
  return readTemplates(bundledFolder(from));
}

/**
 * Reads every template of a folder.
 *
 * @throws LvsgenError for what cannot be read, and for a template that is no text or no regular file
 */
export function readTemplates(folder: string): TemplateTexts {
  const names = namesIn(folder).sort();
  return new Map(names.map((name) => [name, readTemplate(templatePath(folder, name))]));
}

/** The folder of the templates that the package brings along. */
export function bundledFolder(from: string | URL = import.meta.url): string {
  return join(packageFolder(dirname(fileURLToPath(from))), FOLDER);
}

/** Where the template of a name stands. */
export function templatePath(folder: string, name: string): string {
  return join(folder, ...name.split('/')) + SUFFIX;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(SUFFIX))
      .map((path) => path.slice(0, -SUFFIX.length).split(sep).join('/'));
  } catch (error) {
    throw ioError(error, 'read', folder);
  }
}

/** A folder of templates may hold anything: a pipe is never at its end, and a device has no end. */
function readTemplate(file: string): string {
  const refuse = (message: string, hint: string): LvsgenError =>
    new LvsgenError([{ severity: 'error', message, hint, file }]);
  try {
    const found = statSync(file);
    if (!found.isFile()) throw refuse('this is no regular file', 'put a template in its place');
    if (found.size > LARGEST) {
      throw refuse(`this template is larger than ${LARGEST} bytes`, 'shorten it, or move it away');
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw ioError(error, 'read', file);
    throw refuse('this template is not UTF-8, so its text may be misread', 'save it as UTF-8');
  }
}

function packageFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER)) && existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw LvsgenError.of(
        `There is no folder ${FOLDER}/ beside or above ${start}.`,
        'Install lvsgen again: its package is not complete.',
      );
    }
  }
}
