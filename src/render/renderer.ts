import { LvsgenError } from '../diagnostic.ts';
import type { Artifact, RenderedFile, View } from '../model/artifact.ts';
import { escapeNamed } from './escape-names.ts';
import { evaluate } from './evaluate.ts';
import { createLibrary, type Library, type Unit } from './library.ts';
import { located, refusedAt } from './refusal.ts';
import { renderedFile } from './rendered-file.ts';
import { type RenderedText, Way } from './skeleton.ts';
import type { ValueStep } from './steps.ts';
import type { Templates } from './templates.ts';

/** systemd 219 reads lines into a buffer of LINE_MAX, 2048 bytes with the line break and a NUL (conf-parser.c). */
const LONGEST_UNIT_LINE = 2046;

/**
 * Prepares the rendering of artifacts from these templates. Nothing is read or written.
 *
 * Each template is prepared when it is used first. Every interpolation is escaped for the place where it lands; the
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
  const begin = new Way();
  return ({ cluster, role, target, installPath, mode, language, template, view }) => {
    const library = libraries[language];
    const unit = library.unit(template);
    const path = `${cluster}/${role}/${target}${installPath}`;
    const text = print(library, unit, view, begin);
    const file = renderedFile({ cluster, role, target, path, mode, language }, text);
    if (language === 'systemd') refuseLongLines(unit.file, file.content);
    return file;
  };
}

function print(library: Library, unit: Unit, view: View, begin: Way): RenderedText {
  const printed: { step: ValueStep; value: string | number; unit: Unit }[] = [];
  let way = begin;
  const problems = evaluate(library, unit, view, {
    text(step) {
      way = way.after(step);
    },
    value(step, value, unit) {
      way = way.after(step);
      printed.push({ step, value, unit });
    },
  });
  // Before any value is refused, all is told that the view lacks.
  if (problems.length > 0) throw new LvsgenError(problems);
  return { skeleton: way.skeleton, values: printed.map(escaped) };
}

/** @throws LvsgenError for a value that the escape refuses */
function escaped({
  step,
  value,
  unit,
}: {
  readonly step: ValueStep;
  readonly value: string | number;
  readonly unit: Unit;
}): string {
  try {
    return escapeNamed(step.escape)(String(value));
  } catch (error) {
    const [line, column] = step.at;
    throw located(error, () => ({ file: unit.file, line, column }));
  }
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
