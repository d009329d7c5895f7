// What the words of a script become when the shell puts variables into them.
import type { ParameterExpansionPart, Script, Word, WordPart } from 'unbash';
import { evaluate } from './arithmetic.ts';
import { braces, removed } from './glob.ts';
import { isUnknown } from './unknowns.ts';

/** What an expansion asks of the run, and does to it. */
export interface Scope {
  /** All values of a variable or parameter, more than one of an array; none if it is not set. */
  values(name: string): readonly string[] | undefined;
  assign(name: string, value: string): void;
  /** Whether an argument that may be left away is. */
  readonly takesDefaults: boolean;
  /** Something that cannot be known, as text. */
  unknown(source: string, reason: string): string;
  /** Says that a variable without a value was put in; returns what stands there. */
  missing(name: string, at: number): string;
  /** The text of parts, such as those of a here-document. */
  text(parts: readonly WordPart[]): string;
  /** What the commands print. */
  output(script: Script | undefined): string;
  /** Takes so many characters from the budget. */
  spend(characters: number): void;
}

/** The word as one text, as in an assignment or between double quotes. */
export function textOf(word: Word, scope: Scope): string {
  const text = (word.parts ?? []).map((part) => partText(part, scope)).join('');
  return word.parts === undefined ? word.value : text;
}

/** The text of parts, such as those of a here-document. */
export function partsText(parts: readonly WordPart[], scope: Scope): string {
  return parts.map((part) => partText(part, scope)).join('');
}

/** The words that a word becomes: none, one or several. */
export function fieldsOf(word: Word, scope: Scope): readonly string[] {
  return word.parts === undefined ? [word.value] : split(word.parts, scope);
}

function split(parts: readonly WordPart[], scope: Scope): readonly string[] {
  const brace = parts.find((part) => part.type === 'BraceExpansion');
  if (brace !== undefined) {
    const { text, pos, end } = brace;
    const at = parts.indexOf(brace);
    return braces(text, scope).flatMap((value) =>
      split(
        [
          ...parts.slice(0, at),
          { type: 'Literal', value, text: value, pos, end },
          ...parts.slice(at + 1),
        ],
        scope,
      ),
    );
  }
  // A word that is begun has parts, if only an empty one.
  const words: string[][] = [[]];
  const add = (list: readonly string[]): void => {
    for (const [index, text] of list.entries()) {
      if (index > 0) words.push([]);
      words.at(-1)?.push(text);
    }
  };
  const separators = new RegExp(`[${escape(scope.values('IFS')?.[0] ?? ' \t\n')}]+`);
  for (const part of parts) {
    const list = listOf(part, scope);
    if (list !== undefined) add(list);
    else if (part.type.endsWith('Expansion')) {
      const [first = '', ...others] = partText(part, scope).split(separators);
      if (first !== '') add([first]);
      for (const text of others) {
        words.push([]);
        if (text !== '') add([text]);
      }
    } else add([partText(part, scope)]);
  }
  return words.filter(({ length }) => length > 0).map((texts) => texts.join(''));
}

const escape = (text: string): string => text.replace(/[\\\]^-]/g, '\\$&');

/** The values of `"$@"` and `"${name[@]}"`, and of the same without quotes. */
function listOf(part: WordPart, scope: Scope): readonly string[] | undefined {
  const parts: readonly WordPart[] = part.type === 'DoubleQuoted' ? part.parts : [part];
  const [inner] = parts;
  if (inner === undefined || parts.length > 1) return undefined;
  if (inner.type === 'SimpleExpansion' && inner.text === '$@') return scope.values('@') ?? [];
  if (inner.type !== 'ParameterExpansion' || inner.prefix !== undefined || inner.operation)
    return undefined;
  if (inner.parameter === '@') return scope.values('@') ?? [];
  if (inner.index?.text !== '@' && !(inner.index?.text === '*' && part === inner)) return undefined;
  return scope.values(inner.parameter) ?? [];
}

function partText(part: WordPart, scope: Scope): string {
  const text = rawText(part, scope);
  scope.spend(text.length);
  return text;
}

function rawText(part: WordPart, scope: Scope): string {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return partsText(part.parts, scope);
    case 'SimpleExpansion': {
      const name = part.text.slice(1);
      return valueOf(name, scope) ?? scope.missing(name, part.pos);
    }
    case 'ParameterExpansion':
      return parameter(part, scope);
    case 'CommandExpansion':
      return scope.output(part.script);
    case 'ArithmeticExpansion': {
      const value = part.expression && evaluate(part.expression, scope);
      return value === undefined ? scope.unknown(part.text, 'it is computed') : String(value);
    }
    case 'ProcessSubstitution':
      return scope.unknown(part.text, 'it is what commands print');
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return part.text;
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
  }
}

function valueOf(name: string, scope: Scope): string | undefined {
  const values = scope.values(name);
  return name === '@' || name === '*' ? (values ?? []).join(' ') : values?.[0];
}

function parameter(part: ParameterExpansionPart, scope: Scope): string {
  const { parameter: name, index, prefix, operation } = part;
  const values = scope.values(name);
  const at = index && textOf(index, scope);
  const isAll = at === '@' || at === '*';
  const first = isAll ? values?.join(' ') : values?.[Number(at)];
  const direct = index ? first : valueOf(name, scope);
  if (prefix === '#') return String(isAll ? (values ?? []).length : (direct ?? '').length);
  const value = prefix === '!' && direct !== undefined ? valueOf(direct, scope) : direct;
  if (operation?.type === 'Default') {
    const { operator, operand } = operation;
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    if (operator.endsWith('+')) return isSet ? textOf(operand, scope) : '';
    // An argument that may be left away is.
    const isLeft = scope.takesDefaults && /^\d$/.test(name) && isUnknown(value ?? '');
    if (isSet && !isLeft) return value;
    // Whoever demands a variable has it from outside.
    const other = operator.endsWith('?')
      ? scope.unknown(`$${name}`, 'it comes from the environment')
      : textOf(operand, scope);
    if (!operator.endsWith('-')) scope.assign(name, other);
    return other;
  }
  if (value === undefined) return scope.missing(name, part.pos);
  if (operation === undefined || isUnknown(value)) return value;
  if (operation.type === 'Remove')
    return removed(value, operation.operator, textOf(operation.operand, scope));
  if (operation.type === 'Replace' && operation.operator.startsWith('/')) {
    const [pattern, by] = [operation.pattern, operation.replacement].map((one) =>
      textOf(one, scope),
    );
    if (!/[*?[]/.test(pattern ?? '') && !/[#%]/.test(operation.operator))
      return operation.operator === '//'
        ? value.replaceAll(pattern ?? '', by ?? '')
        : value.replace(pattern ?? '', by ?? '');
  }
  return scope.unknown(part.text, 'this expansion is not followed');
}
