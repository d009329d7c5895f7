import Handlebars from 'handlebars';
import type { Artifact, Language, RenderedFile, View } from '../roles/artifact.ts';
import { checkView } from './check-view.ts';
import { escapeHelper, type Site, prepare } from './prepare.ts';
import { at, Refusal, refusedAt } from './refusal.ts';
import { partialsFolder } from './load-templates.ts';
import type { Templates } from './templates.ts';

/** Prints the template of a name with a view. */
export type Print = (template: string, view: View) => string;

/** systemd 219 reads lines into a buffer of LINE_MAX, 2048 bytes with the line break and a NUL (conf-parser.c). */
const longestUnitLine = 2046;

/**
 * Prepares the rendering of artifacts from these templates, which Handlebars does. Nothing is read or written.
 *
 * Each template is prepared when it is used first: every value is escaped for the place where it lands, and refused
 * where no escape is known. A list is printed one item a line.
 *
 * The function returned throws an LvsgenError that names file, line and column for a template that cannot be rendered
 * safely, a path that the view does not have (in a branch that is not taken, too), and a value that no escape makes
 * harmless.
 */
export function createRenderer(templates: Templates): (artifact: Artifact) => RenderedFile {
  const printers = new Map<Language, Print>();
  return ({ view, template, installPath, ...about }) => {
    const { cluster, role, target, mode, language } = about;
    const print = printers.get(language) ?? createPrinter(templates, language);
    printers.set(language, print);
    const content = print(template, view);
    if (language === 'systemd') refuseLongLines(templates.fileOf(template), content);
    const path = `${cluster}/${role}/${target}${installPath}`;
    return { cluster, role, target, path, mode, language, content };
  };
}

/** What prints templates of one language, as {@link createRenderer} does. */
export function createPrinter(templates: Templates, language: Language): Print {
  const sites: Site[] = [];
  const programs = new Map<string, hbs.AST.Program>();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const handlebars = Handlebars.create();
  handlebars.registerHelper(escapeHelper, (value: unknown, number: number) => {
    const site = sites[number];
    if (site === undefined) throw new Error(`there is no site ${number}`);
    return at(site.place, () => site.escape(textOf(value)));
  });
  // Partials are printed as they are written, however their call is indented.
  const options = {
    noEscape: true,
    strict: true,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: { [escapeHelper]: true },
  };

  function programOf(name: string): hbs.AST.Program | undefined {
    const text = templates.texts.get(name);
    const known = programs.get(name);
    if (known !== undefined || text === undefined) return known;
    const program = prepare(templates.fileOf(name), text, language, sites);
    programs.set(name, program);
    if (name.startsWith(partialsFolder)) {
      handlebars.registerPartial(
        name.slice(partialsFolder.length),
        handlebars.compile(program, options),
      );
    }
    return program;
  }

  return (name, view) => {
    const program = programOf(name);
    if (program === undefined) {
      const place = { file: templates.fileOf(name), line: 1, column: 1 };
      throw refusedAt(place, 'There is no such template.', 'Add the file.');
    }
    checkView(program, view, {
      file: templates.fileOf(name),
      partial: (called) => {
        const partial = `${partialsFolder}${called}`;
        const found = programOf(partial);
        return found && { file: templates.fileOf(partial), program: found };
      },
    });
    const print = compiled.get(name) ?? handlebars.compile(program, options);
    compiled.set(name, print);
    return print(view);
  };
}

/** The text of a value: what `checkView` lets pass. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Refusal('The value is no text.', 'Print text, a number or a list of texts.');
}

function refuseLongLines(file: string, content: string): void {
  const index = content
    .split('\n')
    .findIndex((line) => Buffer.byteLength(line, 'utf8') > longestUnitLine);
  if (index < 0) return;
  throw refusedAt(
    { file, line: 1, column: 1 },
    `Line ${index + 1} of the rendered unit is longer than ${longestUnitLine} bytes: systemd 219 takes the rest for a line of its own.`,
    'Shorten the value, or split the list over several lines.',
  );
}
