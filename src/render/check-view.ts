import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { placeOf } from './prepare.ts';
import { refusedAt } from './refusal.ts';

/** Where the templates are that a template calls. */
interface Surroundings {
  /** The name of the template in messages. */
  readonly file: string;
  readonly partial: (
    name: string,
  ) => { readonly file: string; readonly program: hbs.AST.Program } | undefined;
}

/** What paths are looked up in. */
interface Scope {
  /** From the outermost to the innermost. */
  readonly contexts: readonly unknown[];
  readonly root: unknown;
  readonly inLoop: boolean;
}

/** More calls than this in each other are a circle. */
const deepest = 30;

/**
 * Looks up every path of a prepared template in its view, also in branches that are not taken: Handlebars itself would
 * take a slip of the pen for something empty. The body of a loop over an empty list has nothing to look up in.
 *
 * @throws LvsgenError with each path that is not there or cannot be printed, and for a partial that is not there
 */
export function checkView(
  program: hbs.AST.Program,
  view: unknown,
  { file, partial }: Surroundings,
): void {
  const found = new Map<string, Diagnostic>();
  walk(program, file, { contexts: [view], root: view, inLoop: false }, 0);
  if (found.size > 0) throw new LvsgenError([...found.values()]);

  function walk({ body }: hbs.AST.Program, name: string, scope: Scope, depth: number): void {
    for (const node of body) {
      if (node.type === 'MustacheStatement') {
        printed((node as hbs.AST.MustacheStatement).params[0], name, scope);
      } else if (node.type === 'BlockStatement') {
        block(node as hbs.AST.BlockStatement, name, scope, depth);
      } else if (node.type === 'PartialStatement') {
        call(node as hbs.AST.PartialStatement, name, scope, depth);
      }
    }
  }

  function report(node: hbs.AST.Node, name: string, message: string, hint: string): void {
    const { line, column } = placeOf(name, node);
    const position = { line, column };
    const diagnostic: Diagnostic = { severity: 'error', message, hint, file: name, position };
    found.set(`${name}:${line}:${column}:${message}`, diagnostic);
  }

  function printed(node: hbs.AST.Expression | undefined, name: string, scope: Scope): void {
    const path = node as hbs.AST.PathExpression;
    const value = lookUp(path, name, scope);
    const isText = (item: unknown): boolean =>
      typeof item === 'string' || (typeof item === 'number' && Number.isFinite(item));
    if (value === undefined || isText(value) || (Array.isArray(value) && value.every(isText)))
      return;
    const hint = 'Walk a list with {{#each}}, branch on a boolean with {{#if}}.';
    report(path, name, `${path.original} is neither text nor a number, nor a list of those.`, hint);
  }

  function block(node: hbs.AST.BlockStatement, name: string, scope: Scope, depth: number): void {
    const [path] = node.params as hbs.AST.PathExpression[];
    if (path === undefined) return;
    const value = lookUp(path, name, scope);
    const program = node.program as hbs.AST.Program | undefined;
    const inverse = node.inverse as hbs.AST.Program | undefined;
    if (inverse !== undefined) walk(inverse, name, scope, depth);
    if (program === undefined) return;
    const inside = (context: unknown, inLoop: boolean): void => {
      walk(program, name, { ...scope, contexts: [...scope.contexts, context], inLoop }, depth);
    };
    if (node.path.original === 'each') {
      if (value !== undefined && !Array.isArray(value)) {
        report(path, name, `${path.original} is no list.`, 'Walk a list with {{#each}}.');
      } else for (const item of (value ?? []) as unknown[]) inside(item, true);
    } else if (node.path.original === 'with') {
      if (value !== undefined) inside(value, scope.inLoop);
    } else walk(program, name, scope, depth);
  }

  function call(node: hbs.AST.PartialStatement, name: string, scope: Scope, depth: number): void {
    const called = (node.name as hbs.AST.PathExpression).original;
    const place = placeOf(name, node);
    const target = partial(called);
    if (target === undefined) {
      const hint = 'Add the partial to the templates, or correct the name.';
      throw refusedAt(place, `There is no partial ${called}.`, hint);
    }
    if (depth > deepest) {
      throw refusedAt(place, `The partial ${called} calls itself.`, 'Use {{#each}} over a list.');
    }
    const [context] = node.params;
    const base = context === undefined ? scope.contexts.at(-1) : valueOf(context, name, scope);
    const pairs = (node.hash as hbs.AST.Hash | undefined)?.pairs ?? [];
    const added = pairs.map(({ key, value }) => [key, valueOf(value, name, scope)] as const);
    const inner: unknown =
      added.length === 0 ? base : Object.assign({}, base, Object.fromEntries(added));
    walk(target.program, target.file, { ...scope, contexts: [inner], inLoop: false }, depth + 1);
  }

  function valueOf(node: hbs.AST.Expression, name: string, scope: Scope): unknown {
    return node.type === 'PathExpression'
      ? lookUp(node as hbs.AST.PathExpression, name, scope)
      : (node as hbs.AST.Literal & { value?: unknown }).value;
  }

  /** The value at a path; undefined where there is none, which has been reported then. */
  function lookUp(path: hbs.AST.PathExpression, name: string, scope: Scope): unknown {
    const { data, depth, original } = path;
    const parts = [...path.parts];
    let value: unknown = scope.contexts.at(-1 - depth);
    if (data) {
      const variable = parts.shift();
      if (variable === 'root') value = scope.root;
      else if (scope.inLoop && ['index', 'key', 'first', 'last'].includes(variable ?? '')) return 0;
      else value = undefined;
    }
    for (const part of parts) {
      const isOwn = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
      value = isOwn ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
    }
    if (value === undefined || value === null) {
      const hint = 'Correct the path: the view has the values that the bundled template uses.';
      report(path, name, `${original} does not exist in the view.`, hint);
      return undefined;
    }
    return value;
  }
}
