import { existsSync } from 'node:fs';
import { LvsgenError } from '../base/diagnostic.ts';
import { toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import { refuse } from '../model/problem.ts';
import { bundled } from './bundled.ts';
import { compileNow } from './compile.ts';
import { partialsFolder, type Templates } from './template.ts';
import { ownFolder, readTemplates, templatePath } from './texts.ts';

/**
 * The bundled templates, with those of a config in the place of the ones of the same name. Its folder may have partials
 * of other names too, which its templates call.
 *
 * @throws LvsgenError when the folder cannot be read, or holds a template that is refused or that nothing would use
 */
export function templatesOf(config: ResolvedConfig): Templates {
  const folder = ownFolder(config);
  if (folder === undefined) return bundled;
  if (!existsSync(`${folder}/.`)) {
    const message = `there is no folder of templates ${folder}`;
    const hint = 'name one as seen from the folder of this config, or leave the key out';
    throw new LvsgenError([toDiagnostic(refuse(['templates'], message, hint), config)]);
  }
  const own = compileNow(readTemplates(folder), (name) => templatePath(folder, name));
  const calls = [...own.values()].flatMap((template) => template.calls);
  const called = new Set(calls.map(({ partial }) => partialsFolder + partial));
  const unused = [...own].find(([name]) => !bundled.has(name) && !called.has(name));
  if (unused !== undefined) {
    const message = 'nothing uses it: no bundled template has its name, and no template calls it';
    const hint = 'name it as one that lvsgen templates lists, or remove it';
    throw LvsgenError.of(message, hint, { file: unused[1].file });
  }
  return new Map([...bundled, ...own]);
}
