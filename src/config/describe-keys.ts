import type { KeyPath } from '../model/problem.ts';
import { keysJsonSchema, type JsonSchema } from './json-schema.ts';
import { mergedSchema } from './merge-schemas.ts';

/** One row of the config reference. */
export interface KeyRow {
  /** Such as `clusters.<name>.arp.ignore`, or `clusters.<name>.director.services[].port` below a list. */
  readonly key: string;
  /** In the words of a YAML user, such as `list of text` or `1, 2 or 8`. */
  readonly type: string;
  /** In every mode and every form; of a key that only some have, the description says more. */
  readonly required: boolean;
  /** As it is written in YAML; none where there is no default, or no constant one. */
  readonly default?: string;
  readonly description: string;
}

let rows: readonly KeyRow[] | undefined;

/** Every key that a config can have; made once, since a config may have thousands of slips. */
export function allKeys(): readonly KeyRow[] {
  rows ??= describeKeys();
  return rows;
}

/** Every key that a config can have, in the order of the schema, each under its parent. */
export function describeKeys(): KeyRow[] {
  return rowsBelow('', keysJsonSchema()).filter(({ key }) => !key.startsWith('defaults.'));
}

/** The place of a path in the reference: names of clusters and positions in lists are left open. */
export function referenceKey(path: KeyPath): string {
  return path
    .map((step, depth) => {
      if (typeof step === 'number') return '[]';
      return `${depth === 0 ? '' : '.'}${depth === 1 ? '<name>' : step}`;
    })
    .join('');
}

function rowsBelow(parent: string, whole: JsonSchema): KeyRow[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  const schema = mergedSchema(whole);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const required = schema.required?.includes(name) ?? false;
    return [row(prefix + name, property, required), ...rowsBelow(prefix + name, property)];
  });
  const named = schema.additionalProperties;
  return [
    ...own,
    ...(named ? rowsBelow(`${prefix}<name>`, named) : []),
    ...(schema.items ? rowsBelow(`${parent}[]`, schema.items) : []),
  ];
}

function row(key: string, schema: JsonSchema, required: boolean): KeyRow {
  const { description = '' } = schema;
  const hasDefault = schema.default !== undefined && schema.properties === undefined;
  const shown = hasDefault ? { default: JSON.stringify(schema.default) } : {};
  return { key, type: typeName(schema), required, ...shown, description };
}

function typeName(schema: JsonSchema): string {
  if (typeof schema.const === 'string') return schema.const;
  if (schema['$ref'] !== undefined) return 'map';
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const { properties, additionalProperties } = mergedSchema(schema);
  if (properties ?? additionalProperties) return 'map';
  if (schema.anyOf) {
    // Beside any text, a number is but another way to write one, and its bounds say nothing.
    const isText = schema.anyOf.some((one) => typeName(one) === 'text');
    return schema.anyOf
      .map((one) => (isText && one.type === 'integer' ? 'number' : typeName(one)))
      .join(' | ');
  }
  if (schema.items) return `list of ${typeName(schema.items)}`;
  const { minimum, maximum } = schema;
  if (schema.type === 'boolean') return 'true | false';
  if (schema.type !== 'integer') return schema.type === 'string' ? 'text' : String(schema.type);
  return typeof minimum === 'number' && typeof maximum === 'number' && maximum < 2 ** 53 - 1
    ? `${minimum} to ${maximum}`
    : 'number';
}
