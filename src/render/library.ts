import type { Language } from '../model/artifact.ts';
import { partialsFolder } from './load-templates.ts';
import { prepare } from './prepare.ts';
import { preparedEarlier } from './prepared-earlier.ts';
import { refusedAt, type Place } from './refusal.ts';
import type { Inline, Prepared, Step } from './steps.ts';
import type { Templates } from './templates.ts';

/** A template that was found safe. */
export interface Unit {
  readonly file: string;
  readonly steps: readonly Step[];
  readonly inlines: ReadonlyMap<string, Inline>;
}

/** All templates, for one language. */
export interface Library {
  /**
   * The template of that name, prepared when it is asked for first, together with the partials that it calls.
   *
   * @throws LvsgenError if it does not exist or cannot be rendered safely.
   */
  unit(name: string): Unit;
  /** The partial of that name, undefined if there is none. */
  partial(name: string): Unit | undefined;
}

/** Offers the templates for one language; nothing is prepared yet. */
export function createLibrary(
  { texts: templates, fileOf }: Templates,
  language: Language,
): Library {
  const units = new Map<string, Unit>();
  const loading = new Set<string>();

  function load(name: string, text: string): Unit {
    const file = fileOf(name);
    const whole = !name.startsWith(partialsFolder);
    const prepared = preparedEarlier(text, language, whole) ?? prepare(file, text, language, whole);
    requirePartials(file, prepared);
    return { file, steps: prepared.steps, inlines: new Map(prepared.inlines) };
  }

  function requirePartials(file: string, { steps, inlines }: Prepared): void {
    for (const [name, { end }] of inlines) {
      if (templates.has(partialsFolder + name)) {
        throw refusedAt(
          { file, line: end[0], column: end[1] },
          `The inline partial ${name} has the name of ${fileOf(partialsFolder + name)}.`,
          'Rename one of them.',
        );
      }
    }
    const own = new Set(inlines.map(([name]) => name));
    for (const { name, at } of callsIn([steps, ...inlines.map(([, inline]) => inline.steps)])) {
      if (typeof name !== 'string' || own.has(name)) continue;
      if (!templates.has(partialsFolder + name)) {
        throw unknownPartial(name, { file, line: at[0], column: at[1] });
      }
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

  const partials = new Map<string, Unit | undefined>();
  function partial(name: string): Unit | undefined {
    if (!partials.has(name)) {
      const path = partialsFolder + name;
      partials.set(name, templates.has(path) ? unit(path) : undefined);
    }
    return partials.get(name);
  }

  return { unit, partial };
}

/** The calls of partials in all branches. */
function callsIn(parts: readonly (readonly Step[])[]): readonly Extract<Step, { do: 'call' }>[] {
  return parts.flat().flatMap((step) => {
    if (step.do === 'call') return [step];
    return 'body' in step ? callsIn([step.body, step.inverse]) : [];
  });
}

/** The error for a partial that does not exist. */
export function unknownPartial(name: string, place: Place): Error {
  return refusedAt(
    place,
    `There is no partial ${name}.`,
    `Add ${partialsFolder}${name}.hbs to the templates, or correct the name.`,
  );
}
