import type { Diagnostic } from '../diagnostic.ts';
import { checkedBlock } from './constructs.ts';
import { unknownPartial, type Library, type Unit } from './library.ts';
import type { PartialCall } from './partial-constructs.ts';
import { placeOf } from './places.ts';
import { refusedAt } from './refusal.ts';
import { enter, kindOf, loopData, resolve, rootScope, type Scope } from './scope.ts';
import {
  type Block,
  type Expression,
  type Partial,
  type PathExpression,
  type Program,
} from './syntax.ts';

/** Where in the templates the audit is. */
interface Passage {
  readonly unit: Unit;
  /** The templates and partials that led here. */
  readonly trail: readonly Program[];
}

/**
 * Looks up every path of a template in a view, in all branches, also those that would not be taken, and in all
 * partials. The body of a loop over an empty list has no element to be looked up in and is left out.
 *
 * @returns one diagnostic per place and problem; none if the view has all that the template wants
 * @throws LvsgenError for partials that do not exist or that call themselves.
 */
export function audit(library: Library, unit: Unit, view: unknown): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();

  function report(passage: Passage, node: PathExpression, problem: string, hint: string): void {
    const { file, line, column } = placeOf(passage.unit.file, node);
    const message = `${node.original} ${problem}`;
    found.set(`${file}:${line}:${column}:${message}`, {
      severity: 'error',
      message,
      hint,
      file,
      position: { line, column },
    });
  }

  function lookUp(passage: Passage, scope: Scope, path: PathExpression): unknown {
    const value = resolve(path, scope);
    if (value !== undefined && value !== null && typeof value !== 'function') return value;
    const problem = value === null ? 'is null in the view.' : 'does not exist in the view.';
    report(
      passage,
      path,
      problem,
      'Correct the path: there are the values that the bundled template uses.',
    );
    return undefined;
  }

  function visit(passage: Passage, scope: Scope, program: Program | undefined): void {
    for (const node of program?.body ?? []) {
      if (node.type === 'MustacheStatement') visitPrinted(passage, scope, node.params[0]);
      else if (node.type === 'BlockStatement') visitBlock(passage, scope, node);
      else if (node.type === 'PartialStatement') visitPartial(passage, scope, node);
    }
  }

  function visitPrinted(passage: Passage, scope: Scope, path: Expression | undefined): void {
    if (path?.type !== 'PathExpression') throw new Error('an interpolation was not rewritten');
    const value = lookUp(passage, scope, path);
    if (value === undefined || typeof value === 'string' || Number.isFinite(value)) return;
    report(
      passage,
      path,
      `is ${kindOf(value)}, which can be printed in more than one way.`,
      'Print text or a number: walk a list with {{#each}}, branch on a boolean with {{#if}}.',
    );
  }

  function visitBlock(passage: Passage, scope: Scope, block: Block): void {
    const { name, path } = checkedBlock(block);
    const value = lookUp(passage, scope, path);
    visit(passage, scope, block.inverse);
    if (name === 'if' || name === 'unless') visit(passage, scope, block.program);
    else if (value === undefined) return;
    else if (typeof value !== 'object') {
      const hint = 'Print it with {{…}}, or branch on it with {{#if}}.';
      report(
        passage,
        path,
        `is ${kindOf(value)}, and {{#${name}}} wants a list or an object.`,
        hint,
      );
    } else if (name === 'with') {
      visit(passage, enter(scope, value, [value], block.program?.blockParams), block.program);
    } else {
      const entries = Object.entries(value ?? {});
      entries.forEach(([text, element], index) => {
        const key = Array.isArray(value) ? index : text;
        const inner = enter(scope, element, [element, key], block.program?.blockParams);
        visit(passage, loopData(inner, key, index, entries.length), block.program);
      });
    }
  }

  function visitPartial(passage: Passage, scope: Scope, partial: Partial): void {
    const call = passage.unit.calls.get(partial);
    if (call === undefined) throw new Error('a partial was not inspected');
    const context = contextOf(passage, scope, call);
    const name = typeof call.name === 'string' ? call.name : lookUp(passage, scope, call.name);
    if (context === undefined || name === undefined) return;
    const place = placeOf(passage.unit.file, partial);
    if (typeof name !== 'string') throw unknownPartial(kindOf(name), place);
    const inline = passage.unit.inlines.get(name);
    const unit = inline === undefined ? library.partial(name) : passage.unit;
    if (unit === undefined) throw unknownPartial(name, place);
    const program = inline ?? unit.program;
    if (passage.trail.includes(program)) {
      throw refusedAt(
        place,
        `The partial ${name} calls itself.`,
        'Use {{#each}} over a flat list.',
      );
    }
    const trail = [...passage.trail, program];
    visit({ unit, trail }, { contexts: [context], names: new Map(), data: scope.data }, program);
  }

  /** The context of a partial; undefined if there is none, which has been reported then. */
  function contextOf(passage: Passage, scope: Scope, call: PartialCall): unknown {
    const base =
      call.context === undefined ? scope.contexts[0] : lookUp(passage, scope, call.context);
    const added = call.added.map(([key, value]): [string, unknown] => [
      key,
      'value' in value ? value.value : lookUp(passage, scope, value),
    ]);
    if (added.length === 0) return base;
    const incomplete = base === undefined || added.some(([, value]) => value === undefined);
    return incomplete ? undefined : { ...Object(base), ...Object.fromEntries(added) };
  }

  visit({ unit, trail: [unit.program] }, rootScope(view), unit.program);
  return [...found.values()];
}
