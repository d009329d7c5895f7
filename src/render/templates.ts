import { nearest } from '../base/nearest.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import {
  loadTemplates,
  partialsFolder,
  readTemplates,
  templatePath,
  type TemplateTexts,
} from './load-templates.ts';
import { parse } from './prepare.ts';

/** The templates that clusters are rendered from. */
export interface Templates {
  readonly texts: TemplateTexts;
  /** The file of a template as messages name it: absolute where it is the user's own. */
  readonly fileOf: (name: string) => string;
}

/** Templates that come with the package, or stand in their place in a test. */
export function asBundled(texts: TemplateTexts): Templates {
  return { texts, fileOf: (name) => `templates/${name}.hbs` };
}

/**
 * The bundled templates, with those of a folder in the place of the ones of the same name. The folder may have
 * partials of other names too, which its templates call.
 *
 * @param folder absolute; without it all are the bundled ones
 * @throws LvsgenError when the folder cannot be read, or holds a template that does not parse or that nothing would use
 */
export function templatesWith(folder: string | undefined): Templates {
  const bundled = asBundled(loadTemplates());
  if (folder === undefined) return bundled;
  const own = readTemplates(folder);
  const called = new Set(
    Array.from(own, ([name, text]) => partialsIn(parse(templatePath(folder, name), text))).flat(),
  );
  const unused = [...own.keys()].filter((name) => !bundled.texts.has(name) && !called.has(name));
  if (unused.length > 0) {
    throw new LvsgenError(
      unused.map((name) => ({
        severity: 'error',
        file: templatePath(folder, name),
        ...unusedTemplate(name, bundled.texts),
      })),
    );
  }
  return {
    texts: new Map([...bundled.texts, ...own]),
    fileOf: (name) => (own.has(name) ? templatePath(folder, name) : bundled.fileOf(name)),
  };
}

/** The templates of the partials that are called by their names somewhere below. */
function partialsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(partialsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, name } = node as { readonly type?: unknown; readonly name?: unknown };
  const below = Object.values(node).flatMap(partialsIn);
  if (type !== 'PartialStatement') return below;
  const { original } = name as { readonly original?: unknown };
  return [`${partialsFolder}${String(original)}`, ...below];
}

function unusedTemplate(
  name: string,
  bundled: TemplateTexts,
): { readonly message: string; readonly hint: string } {
  const near = nearest(name, [...bundled.keys()]);
  const message = name.startsWith(partialsFolder)
    ? `no template calls a partial ${name.slice(partialsFolder.length)}, and no bundled one has this name`
    : `there is no bundled template ${name} that this one could replace`;
  const hint =
    near === undefined
      ? 'lvsgen templates lists the bundled ones; name it as one of them, or remove it'
      : `did you mean ${near}.hbs?`;
  return { message, hint };
}
