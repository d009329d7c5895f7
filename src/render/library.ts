import Handlebars from 'handlebars';

import type { Language } from '../model/artifact.ts';
import { ESCAPE, escapeAt, insertEscape, insertName } from './escape-helper.ts';
import type { Findings, Site } from './findings.ts';
import { inspect } from './inspect.ts';
import { refusedAt, type Place } from './refusal.ts';
import { shellScanner } from './shell-scanner.ts';
import { partialsFolder } from './load-templates.ts';
import { parseTemplate } from './parse.ts';
import type { PartialCall } from './partial-constructs.ts';
import { endOf, placeOf } from './places.ts';
import { specScanner } from './spec-scanner.ts';
import type { Partial, Program } from './syntax.ts';
import { systemdScanner } from './systemd-scanner.ts';
import type { Templates } from './templates.ts';

/** A template that was found safe, with its interpolations escaped. */
export interface Unit {
  readonly file: string;
  readonly program: Program;
  readonly inlines: ReadonlyMap<string, Program>;
  readonly calls: ReadonlyMap<Partial, PartialCall>;
  readonly template: Handlebars.TemplateDelegate<unknown>;
}

/** All templates, for one language. */
export interface Library {
  /**
   * The template of that name, compiled when it is asked for first, together with the partials that it calls.
   *
   * @throws LvsgenError if it does not exist or cannot be rendered safely.
   */
  unit(name: string): Unit;
  /** The partial of that name, undefined if there is none. */
  partial(name: string): Unit | undefined;
}

/** How the text of each language is followed. */
const inspections: Readonly<
  Record<Language, (file: string, program: Program, whole: boolean) => Findings>
> = {
  shell: (...passage) => inspect(shellScanner, ...passage),
  systemd: (...passage) => inspect(systemdScanner, ...passage),
  spec: (...passage) => inspect(specScanner, ...passage),
};

/** Prepares the templates for one language; nothing is compiled yet. */
export function createLibrary(
  { texts: templates, fileOf }: Templates,
  language: Language,
): Library {
  const environment = Handlebars.create();
  const units = new Map<string, Unit>();
  const loading = new Set<string>();
  const sites: Site[] = [];

  environment.registerHelper(ESCAPE, (value: unknown, index: number) => {
    const site = sites[index];
    if (site === undefined) throw new Error('an interpolation without a site');
    return escapeAt(site, value);
  });

  function load(name: string, text: string): Unit {
    const file = fileOf(name);
    const whole = !name.startsWith(partialsFolder);
    const program = parseTemplate(file, text);
    const findings = inspections[language](file, program, whole);
    requirePartials(file, findings);
    rewrite(file, findings);
    const template = environment.compile<unknown>(program, {
      strict: true,
      noEscape: true,
      knownHelpers: { [ESCAPE]: true },
      knownHelpersOnly: true,
      preventIndent: true,
      // Whitespace control has been applied, and is not to be applied to its own result.
      ignoreStandalone: true,
    });
    if (!whole) environment.registerPartial(name.slice(partialsFolder.length), template);
    return { file, program, template, inlines: findings.inlines, calls: findings.calls };
  }

  function rewrite(file: string, { sites: found, calls }: Findings): void {
    for (const [mustache, site] of found) insertEscape(mustache, sites.push(site) - 1);
    for (const [partial, { name }] of calls) {
      if (typeof name === 'string') continue;
      const site = { escape: (value: string) => value, place: placeOf(file, partial) };
      insertName(partial, name, sites.push(site) - 1);
    }
  }

  function requirePartials(file: string, { calls, inlines }: Findings): void {
    for (const [name, inline] of inlines) {
      if (templates.has(partialsFolder + name)) {
        throw refusedAt(
          endOf(file, inline),
          `The inline partial ${name} has the name of ${fileOf(partialsFolder + name)}.`,
          'Rename one of them.',
        );
      }
    }
    for (const [partial, { name }] of calls) {
      if (typeof name !== 'string' || inlines.has(name)) continue;
      if (!templates.has(partialsFolder + name)) throw unknownPartial(name, placeOf(file, partial));
      if (!loading.has(partialsFolder + name)) unit(partialsFolder + name);
    }
  }

  function unit(name: string): Unit {
    const known = units.get(name);
    if (known !== undefined) return known;
    const text = templates.get(name);
    if (text === undefined) {
      throw refusedAt(
        { file: fileOf(name), line: 1, column: 1 },
        `There is no template ${fileOf(name)}.`,
        'Add the file, or correct the name in the role.',
      );
    }
    loading.add(name);
    try {
      const loaded = load(name, text);
      units.set(name, loaded);
      return loaded;
    } finally {
      loading.delete(name);
    }
  }

  return {
    unit,
    partial: (name) =>
      templates.has(partialsFolder + name) ? unit(partialsFolder + name) : undefined,
  };
}

/** The error for a partial that does not exist. */
export function unknownPartial(name: string, place: Place): Error {
  return refusedAt(
    place,
    `There is no partial ${name}.`,
    `Add ${partialsFolder}${name}.hbs to the templates, or correct the name.`,
  );
}
