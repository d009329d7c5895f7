import type Handlebars from 'handlebars';
import untypedRuntime from 'handlebars/runtime.js';
import type { Language, View } from '../roles/artifact.ts';
import { fillConf, fillLine, fillSpec, fillUnit, markOf, type Value } from './lines.ts';
import { fillShell } from './shell.ts';
import {
  blocks,
  partialsFolder,
  placeOf,
  printHelper,
  refusedAt,
  type Templates,
} from './template.ts';

/** Handlebars without its compiler, which is far larger. */
const runtime = untypedRuntime as unknown as typeof Handlebars;

/** Prints the template of a name with a view, by default as text for people. */
export type Print = (template: string, view: View, language?: Language) => string;

/** Where a mark stands in the text says how its value is escaped, or that no value may stand there. */
const fill: Readonly<Record<Language, (text: string, values: readonly Value[]) => string>> = {
  shell: fillShell,
  systemd: fillUnit,
  spec: fillSpec,
  conf: fillConf,
  text: (text, values) => fillLine(text, values, (value) => value.text),
};

interface Options extends Handlebars.HelperOptions {
  /** Where the helper is called. The types of Handlebars do not have it. */
  readonly loc: hbs.AST.SourceLocation;
}

/**
 * What prints these templates. Handlebars runs them and puts a mark in the place of each value.
 *
 * The function returned throws an LvsgenError that names file, line and column for a template that is refused, a path
 * that the view does not have (in a branch that is not printed, too), and a value that may not stand where it does.
 */
export function createPrinter(templates: Templates): Print {
  const handlebars = runtime.create();
  const runnable = new Map<string, Handlebars.TemplateDelegate>();
  // Of the text that is being printed.
  let values: Value[] = [];

  function known(value: unknown, path: string, { loc }: Options): unknown {
    if (value !== undefined && value !== null) return value;
    const hint = 'Correct the path: the view has the values that the bundled template uses.';
    throw refusedAt(placeOf(loc), `${path} does not exist in the view.`, hint);
  }

  function print(value: unknown, path: string, options: Options): string {
    const place = placeOf(options.loc);
    // A list is printed one item a line.
    const items: readonly unknown[] = [known(value, path, options)].flat();
    if (!items.every((item) => typeof item === 'string' || Number.isFinite(item))) {
      const hint = 'Walk a list with {{#each}}, branch on a boolean with {{#if}}.';
      throw refusedAt(place, `${path} is neither text nor a number, nor a list of those.`, hint);
    }
    return markOf(values.push({ text: items.join('\n'), place }) - 1);
  }

  handlebars.registerHelper(printHelper, print);
  for (const name of blocks) {
    const builtIn = runtime.helpers[name];
    handlebars.registerHelper(
      name,
      function (this: unknown, value: unknown, path: string, options: Options) {
        known(value, path, options);
        if (name === 'each' && !Array.isArray(value)) {
          throw refusedAt(placeOf(options.loc), `${path} is no list.`, 'Branch with {{#if}}.');
        }
        // The branch that is not printed runs for the paths in it.
        const isTrue = Boolean(value) && !runtime.Utils.isEmpty(value);
        if (isTrue !== (name === 'unless')) options.inverse(this);
        else if (name === 'if' || name === 'unless') options.fn(this);
        return builtIn?.call(this, value, options) as unknown;
      },
    );
  }

  /** @param callers the templates that call this one, the innermost last */
  function load(name: string, callers: readonly string[] = []): Handlebars.TemplateDelegate {
    const known = runnable.get(name);
    if (known !== undefined) return known;
    const template = templates.get(name);
    if (template === undefined) throw new Error(`there is no template ${name}`);
    for (const { partial, place } of template.calls) {
      const called = `${partialsFolder}${partial}`;
      if (!templates.has(called)) {
        const hint = 'Add the partial to the templates, or correct the name.';
        throw refusedAt(place, `There is no partial ${partial}.`, hint);
      }
      if ([...callers, name].includes(called)) {
        const hint = 'Use {{#each}} over a list.';
        throw refusedAt(place, `The partial ${partial} calls itself.`, hint);
      }
      handlebars.registerPartial(partial, load(called, [...callers, name]));
    }
    const run = handlebars.template<unknown>(template.compiled);
    runnable.set(name, run);
    return run;
  }

  return (name, view, language = 'text') => {
    const run = load(name);
    values = [];
    // Where it is not told, Handlebars logs what it does not look up.
    const access = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
    return fill[language](run(view, access), values);
  };
}
