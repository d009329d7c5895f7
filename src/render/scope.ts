import type { Path } from './steps.ts';

/** What a path can reach at a place of a template. */
export interface Scope {
  /** The contexts, the innermost first: `this`, `../this`, … */
  readonly contexts: readonly unknown[];
  /** Block parameters. */
  readonly names: ReadonlyMap<string, unknown>;
  /** `@root`, `@index` and so on. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where there are no block parameters. */
export const noNames: Scope['names'] = new Map();

/** The scope in which a template begins. */
export function rootScope(view: unknown): Scope {
  return { contexts: [view], names: noNames, data: { root: view } };
}

/**
 * The scope of a block that changes the context.
 *
 * @param values what the block offers to its block parameters, in order
 */
export function enter(
  scope: Scope,
  context: unknown,
  values: readonly unknown[],
  parameters: readonly string[],
): Scope {
  const { names, data } = scope;
  return {
    contexts: enterContext(scope.contexts, context),
    names:
      parameters.length === 0
        ? names
        : new Map([...names, ...parameters.map((name, index) => [name, values[index]] as const)]),
    data,
  };
}

/** Adds what `{{#each}}` says about an element: `@key`, `@index`, `@first` and `@last`. */
export function loopData(scope: Scope, key: string | number, index: number, length: number): Scope {
  const { contexts, names, data } = scope;
  const last = index === length - 1;
  return { contexts, names, data: { root: data['root'], key, index, first: index === 0, last } };
}

/*
 * Handlebars adds no level for a context that loosely equals the one around (wrapProgram in its runtime): only the
 * same comparison finds the same values for `../`.
 */
function enterContext(contexts: readonly unknown[], context: unknown): readonly unknown[] {
  return context != contexts[0] ? [context, ...contexts] : contexts;
}

/** The value that a path leads to; undefined if the view does not have it. */
export function resolve(path: Path, scope: Scope): unknown {
  if (path.data) return path.parts.length === 0 ? undefined : follow(scope.data, path.parts, 0);
  const [first] = path.parts;
  if (first !== undefined && path.depth === 0 && !path.scoped && scope.names.has(first)) {
    return follow(scope.names.get(first), path.parts, 1);
  }
  return follow(scope.contexts[path.depth], path.parts, 0);
}

/** Own properties only; what every object inherits is never found, even as an own property. */
function follow(start: unknown, parts: readonly string[], from: number): unknown {
  let value = start;
  for (let index = from; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, part) || part in Object.prototype) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** Whether a block takes its other way, as Handlebars decides it. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !value && value !== 0;
}

/** What a value is called in messages. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? 'no finite number' : `a ${typeof value}`;
}
