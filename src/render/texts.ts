import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, textOf } from '../base/files.ts';
import type { ResolvedConfig } from '../config/resolve.ts';

const suffix = '.hbs';

/** Templates' texts by name below their folder: without `.hbs`, with `/`, sorted by name. */
export type TemplateTexts = ReadonlyMap<string, string>;

/** Where the template of a name stands. */
export function templatePath(folder: string, name: string): string {
  return join(folder, ...name.split('/')) + suffix;
}

/** The file of a template of the package, as messages name it. */
export function bundledFile(name: string): string {
  return `templates/${name}${suffix}`;
}

/** Reads the templates that the package brings along, which lie beside its bundle, or beside `src`. */
export function loadTemplates(): TemplateTexts {
  const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const folder = beside('../templates');
  return readTemplates(existsSync(folder) ? folder : beside('../../templates'));
}

/** The folder of the templates that a config brings along, absolute. */
export function ownFolder({ dir, config }: ResolvedConfig): string | undefined {
  return config.templates === undefined ? undefined : resolve(dir, config.templates);
}

/**
 * Reads the templates below a folder.
 *
 * @throws LvsgenError for what cannot be read, and for a template that is no text
 */
export function readTemplates(folder: string): TemplateTexts {
  const paths = attempt('read', folder, () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }),
  );
  const names = paths
    .filter((path) => path.endsWith(suffix))
    .map((path) => path.slice(0, -suffix.length).split(sep).join('/'));
  return new Map(
    names.sort().map((name) => {
      const file = templatePath(folder, name);
      const bytes = attempt('read', file, () => readFileSync(file));
      return [name, textOf(bytes, file)];
    }),
  );
}
