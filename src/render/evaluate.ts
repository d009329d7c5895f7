import type { Diagnostic } from '../diagnostic.ts';
import { type Library, unknownPartial, type Unit } from './library.ts';
import { type Place, refusedAt } from './refusal.ts';
import {
  enter,
  isEmpty,
  kindOf,
  loopData,
  noNames,
  resolve,
  rootScope,
  type Scope,
} from './scope.ts';
import type { BlockStep, CallStep, Path, Step, TextStep, ValueStep } from './steps.ts';

/** Takes what a template prints, in order. */
export interface Sink {
  text(step: TextStep): void;
  /** @param unit the template that the step stands in */
  value(step: ValueStep, value: string | number, unit: Unit): void;
}

/** Where in the templates the evaluation is. */
interface Passage {
  readonly unit: Unit;
  /** The templates and partials that led here. */
  readonly trail: readonly (readonly Step[])[];
  /** Absent in a branch that is not taken: what it wants of the view has to be there all the same. */
  readonly sink: Sink | undefined;
}

/**
 * Evaluates a template over a view, as Handlebars does, and looks up every path in all branches, also those that are
 * not taken, and in all partials. The body of a loop over an empty list has no element to be looked up in and is left
 * out.
 *
 * @returns one diagnostic per place and problem; only if there is none, the sink has got all that the template prints
 * @throws LvsgenError for partials that do not exist or that call themselves.
 */
export function evaluate(
  library: Library,
  unit: Unit,
  view: unknown,
  sink: Sink,
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();

  function report({ unit: { file } }: Passage, path: Path, problem: string, hint: string): void {
    const [line, column] = path.at;
    const message = `${path.original} ${problem}`;
    const position = { line, column };
    const diagnostic = { severity: 'error', message, hint, file, position } as const;
    found.set(`${file}:${line}:${column}:${message}`, diagnostic);
  }

  function lookUp(passage: Passage, scope: Scope, path: Path): unknown {
    const value = resolve(path, scope);
    if (value !== undefined && value !== null && typeof value !== 'function') return value;
    const problem = value === null ? 'is null in the view.' : 'does not exist in the view.';
    const hint = 'Correct the path: there are the values that the bundled template uses.';
    report(passage, path, problem, hint);
    return undefined;
  }

  function visit(passage: Passage, scope: Scope, steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.do === 'text') passage.sink?.text(step);
      else if (step.do === 'value') visitValue(passage, scope, step);
      else if (step.do === 'call') visitCall(passage, scope, step);
      else visitBlock(passage, scope, step);
    }
  }

  function visitValue(passage: Passage, scope: Scope, step: ValueStep): void {
    const value = lookUp(passage, scope, step.path);
    if (value === undefined) return;
    if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) {
      passage.sink?.value(step, value, passage.unit);
      return;
    }
    const problem = `is ${kindOf(value)}, which can be printed in more than one way.`;
    const hint =
      'Print text or a number: walk a list with {{#each}}, branch on a boolean with {{#if}}.';
    report(passage, step.path, problem, hint);
  }

  function visitBlock(passage: Passage, scope: Scope, step: BlockStep): void {
    const { do: name, path, body, inverse, names } = step;
    const value = lookUp(passage, scope, path);
    const untaken = silent(passage);
    if (name === 'if' || name === 'unless') {
      const isTaken = (name === 'if') !== (!value || isEmpty(value));
      visit(isTaken ? untaken : passage, scope, inverse);
      visit(isTaken ? passage : untaken, scope, body);
      return;
    }
    const isTaken = !isEmpty(value) && !isEmptyLoop(name, value);
    visit(isTaken ? untaken : passage, scope, inverse);
    if (value === undefined) return;
    if (typeof value !== 'object') {
      const problem = `is ${kindOf(value)}, and {{#${name}}} wants a list or an object.`;
      report(passage, path, problem, 'Print it with {{…}}, or branch on it with {{#if}}.');
    } else if (name === 'with') {
      visit(isTaken ? passage : untaken, enter(scope, value, [value], names), body);
    } else {
      const entries = Object.entries(value ?? {});
      entries.forEach(([text, element], index) => {
        const key = Array.isArray(value) ? index : text;
        const inner = enter(scope, element, [element, key], names);
        visit(passage, loopData(inner, key, index, entries.length), body);
      });
    }
  }

  function visitCall(passage: Passage, scope: Scope, call: CallStep): void {
    const context = contextOf(passage, scope, call);
    const name = typeof call.name === 'string' ? call.name : lookUp(passage, scope, call.name);
    if (context === undefined || name === undefined) return;
    const place = (): Place => {
      const [line, column] = call.at;
      return { file: passage.unit.file, line, column };
    };
    if (typeof name !== 'string') throw unknownPartial(kindOf(name), place());
    const inline = passage.unit.inlines.get(name);
    const called = inline === undefined ? library.partial(name) : passage.unit;
    if (called === undefined) throw unknownPartial(name, place());
    const steps = inline?.steps ?? called.steps;
    if (passage.trail.includes(steps)) {
      const problem = `The partial ${name} calls itself.`;
      throw refusedAt(place(), problem, 'Use {{#each}} over a flat list.');
    }
    const inside = { unit: called, trail: [...passage.trail, steps], sink: passage.sink };
    visit(inside, { contexts: [context], names: noNames, data: scope.data }, steps);
  }

  /** The context of a partial; undefined if there is none, which has been reported then. */
  function contextOf(passage: Passage, scope: Scope, call: CallStep): unknown {
    const base =
      call.context === undefined ? scope.contexts[0] : lookUp(passage, scope, call.context);
    if (call.added.length === 0) return base;
    const added = call.added.map(([key, value]): [string, unknown] => [
      key,
      'value' in value ? value.value : lookUp(passage, scope, value),
    ]);
    const incomplete = base === undefined || added.some(([, value]) => value === undefined);
    return incomplete ? undefined : { ...Object(base), ...Object.fromEntries(added) };
  }

  visit({ unit, trail: [unit.steps], sink }, rootScope(view), unit.steps);
  return [...found.values()];
}

/** The same passage through a branch that is not taken. */
function silent(passage: Passage): Passage {
  const { unit, trail, sink } = passage;
  return sink === undefined ? passage : { unit, trail, sink: undefined };
}

/** An object without keys is not empty to Handlebars, but a loop over it does not come by its body. */
function isEmptyLoop(name: 'each' | 'with', value: unknown): boolean {
  return name === 'each' && typeof value === 'object' && Object.keys(value ?? {}).length === 0;
}
