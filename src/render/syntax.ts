/*
 * The part of Handlebars' syntax tree that templates may use, and what is refused. The package's own declarations
 * leave a node's type open and take missing programs for present, so the tree is described here.
 */

/** A place in the text; the column is counted from zero. */
interface Point {
  readonly line: number;
  readonly column: number;
}

export interface Located {
  readonly loc: { readonly start: Point; readonly end: Point };
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
interface OtherExpression extends Located {
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
  readonly path: Expression;
  readonly params: readonly Expression[];
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
}

interface Other extends Located {
  readonly type: 'CommentStatement' | 'Decorator' | 'PartialBlockStatement';
}

export type Statement = Content | Mustache | Block | Partial | Other;
