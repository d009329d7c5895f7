import Handlebars from 'handlebars';

import { refusedAt, type Place } from './refusal.ts';
import { LvsgenError } from '../diagnostic.ts';

/*
 * The part of Handlebars' syntax tree that templates may use, and what is refused. The package's own declarations
 * leave a node's type open and take missing programs for present, so the tree is described here.
 */

interface Located {
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

export interface PathExpression extends Located {
  readonly type: 'PathExpression';
  readonly original: string;
  readonly parts: readonly string[];
  readonly depth: number;
  readonly data: boolean;
}

export interface Literal extends Located {
  readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral';
  readonly value: string | number | boolean;
  readonly original: string | number | boolean;
}

/** An expression that no template may use, but that the parser knows. */
export interface OtherExpression extends Located {
  readonly type: 'NullLiteral' | 'UndefinedLiteral';
}

export interface SubExpression extends Located {
  readonly type: 'SubExpression';
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
}

export type Expression = PathExpression | Literal | OtherExpression | SubExpression;

export interface Hash {
  readonly pairs: readonly { readonly key: string; readonly value: Expression }[];
}

export interface Program extends Located {
  readonly type: 'Program';
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}

export interface Content extends Located {
  readonly type: 'ContentStatement';
  /** What is printed, after whitespace control; `original` is what the template says. */
  readonly value: string;
  readonly original: string;
}

export interface Mustache extends Located {
  readonly type: 'MustacheStatement';
  path: Expression;
  params: readonly Expression[];
  readonly hash?: Hash;
  readonly escaped: boolean;
}

export interface Block extends Located {
  readonly type: 'BlockStatement' | 'DecoratorBlock';
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
  readonly program?: Program;
  readonly inverse?: Program;
}

export interface Partial extends Located {
  readonly type: 'PartialStatement';
  readonly name: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
  indent: string;
}

export interface Other extends Located {
  readonly type: 'CommentStatement' | 'Decorator' | 'PartialBlockStatement';
}

export type Statement = Content | Mustache | Block | Partial | Other;

/** The place of a node in the template of that file name. */
export function placeOf(file: string, { loc }: Located): Place {
  return { file, line: loc.start.line, column: loc.start.column + 1 };
}

/**
 * Parses a template; whitespace control has been applied to the tree.
 *
 * @throws LvsgenError for text that is not a Handlebars template, or has carriage returns.
 */
export function parseTemplate(file: string, text: string): Program {
  const carriageReturn = text.indexOf('\r');
  if (carriageReturn >= 0) {
    const before = text.slice(0, carriageReturn).split('\n');
    throw refusedAt(
      { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      'The template holds a carriage return, which shells take for a character of the word before it.',
      'Save the template with LF line ends.',
    );
  }
  try {
    return Handlebars.parse(text) as unknown as Program;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new LvsgenError([
      {
        severity: 'error',
        message: `The template is no valid Handlebars: ${error.message}`,
        hint: 'Close every block with the name that opened it, and write \\{{ for two literal braces.',
        file,
        position: positionOf(error),
      },
    ]);
  }
}

/** Handlebars' own errors carry a position, those of its generated parser only name the line. */
function positionOf(error: Error & { lineNumber?: unknown; column?: unknown }): {
  line: number;
  column: number;
} {
  const { lineNumber, column } = error;
  if (typeof lineNumber === 'number' && typeof column === 'number') {
    return { line: lineNumber, column: column + 1 };
  }
  return { line: Number(/on line (\d+)/.exec(error.message)?.[1] ?? 1), column: 1 };
}
