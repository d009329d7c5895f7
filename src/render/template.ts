import { LvsgenError } from '../base/diagnostic.ts';

/** The helper that prints a value. */
export const printHelper = 'lvsgen-print';

export const blocks = ['if', 'unless', 'each', 'with'];

/** Where the partials are below a folder of templates. */
export const partialsFolder = 'partials/';

/** Where something stands in a template, counted from one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Call {
  readonly partial: string;
  readonly place: Place;
}

export interface Template {
  /** As messages name it: absolute where it is the user's own. */
  readonly file: string;
  readonly calls: readonly Call[];
  readonly compiled: object;
}

/** The templates that clusters are rendered from, by name below their folder: without `.hbs`, with `/`. */
export type Templates = ReadonlyMap<string, Template>;

/** What was refused and why, where in which template, and what to do instead. */
export function refusedAt(place: Place, message: string, hint: string): LvsgenError {
  const { file, ...position } = place;
  return new LvsgenError([{ severity: 'error', message, hint, file, position }]);
}

/** Where a node begins. Its file was given to the parser. */
export function placeOf({ source, start }: hbs.AST.SourceLocation): Place {
  return { file: source, line: start.line, column: start.column + 1 };
}
