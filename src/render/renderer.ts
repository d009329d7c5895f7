import { LvsgenError } from '../diagnostic.ts';
import type { Artifact, RenderedFile } from '../model/artifact.ts';
import { audit } from './audit.ts';
import { createLibrary } from './library.ts';
import { refusedAt } from './refusal.ts';
import type { Templates } from './templates.ts';

/** systemd 219 reads lines into a buffer of LINE_MAX, 2048 bytes with the line break and a NUL (conf-parser.c). */
const LONGEST_UNIT_LINE = 2046;

/**
 * Prepares the rendering of artifacts from these templates. Nothing is read or written.
 *
 * Each template is compiled when it is used first. Every interpolation is escaped for the place where it lands; the
 * rules for templates are:
 * - Partials are called by their name below `partials/`, begin and end outside of everything, at the start of a line,
 *   and their lines come out as they are written, however the call is indented.
 * - Branches end where they began. There are no helpers but if, unless, each and with.
 * - The view has everything that the template mentions, in all branches.
 *
 * The function returned throws an LvsgenError that names file, line and column for a template that cannot be rendered
 * safely, a path that the view does not have, and a value that no escape makes harmless.
 */
export function createRenderer(templates: Templates): (artifact: Artifact) => RenderedFile {
  const libraries = {
    shell: createLibrary(templates, 'shell'),
    systemd: createLibrary(templates, 'systemd'),
    spec: createLibrary(templates, 'spec'),
  };
  return ({ cluster, role, target, installPath, mode, language, template, view }) => {
    const library = libraries[language];
    const unit = library.unit(template);
    const problems = audit(library, unit, view);
    if (problems.length > 0) throw new LvsgenError(problems);
    const content = `${unit.template(view).replace(/\n+$/, '')}\n`;
    if (language === 'systemd') refuseLongLines(unit.file, content);
    return {
      cluster,
      role,
      target,
      path: `${cluster}/${role}/${target}${installPath}`,
      mode,
      language,
      content,
    };
  };
}

function refuseLongLines(file: string, content: string): void {
  const index = content
    .split('\n')
    .findIndex((line) => Buffer.byteLength(line, 'utf8') > LONGEST_UNIT_LINE);
  if (index < 0) return;
  throw refusedAt(
    { file, line: 1, column: 1 },
    `Line ${index + 1} of the rendered unit is longer than ${LONGEST_UNIT_LINE} bytes: systemd 219 takes the rest for a line of its own.`,
    'Shorten the value, or split the list over several lines.',
  );
}
