import * as z from 'zod';
import type { KeyPath } from '../model/problem.ts';
import { configSchema, keysSchema } from './schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface KeyRow {
  /** Such as `clusters.<name>.arp.ignore`, or `clusters.<name>.director.services[].port` below a list. */
  readonly key: string;
  /** In the words of a YAML user, such as `list of text` or `1 | 2 | 8`. */
  readonly type: string;
  /** In every mode and every form; of a key that only some have, the description says more. */
  readonly required: boolean;
  /** As it is written in YAML; none where there is no default, or no constant one. */
  readonly default?: string;
  /** As it is written in YAML. */
  readonly example: string;
  readonly description: string;
}

/** The JSON Schema (draft 2020-12) of what a user writes: keys with a default are not required. */
export function jsonSchema(): JsonSchema {
  const { $schema, title, description, ...rest } = asJsonSchema(configSchema);
  return { $schema, title, description, ...rest } as JsonSchema;
}

function asJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
}

let rows: readonly KeyRow[] | undefined;

/** Every key that a config can have, in the order of the schema, each under its parent. */
export function describeKeys(): readonly KeyRow[] {
  rows ??= rowsBelow('', asJsonSchema(keysSchema));
  return rows;
}

/** What can stand at a path: in a list, one item. A cluster has no example: it has too many keys. */
export function keyAt(path: KeyPath): { readonly type: string; readonly example?: string } {
  const place = referenceKey(path).replace(/\[\]$/, '') || 'clusters';
  const row = describeKeys().find(({ key }) => key === place);
  const type = path.length === 0 ? 'map' : (row?.type ?? 'map');
  const isItem = typeof path.at(-1) === 'number';
  return { ...row, type: isItem ? type.replace(/^list of /, '') : type };
}

/** The place of a path in the reference: names of clusters and directors and positions in lists are left open. */
export function referenceKey(path: KeyPath): string {
  const place = path[0] === 'defaults' ? ['clusters', '', ...path.slice(1)] : path;
  return place
    .map((step, depth) => {
      if (typeof step === 'number') return '[]';
      const isName = (depth === 1 && place[0] === 'clusters') || place[depth - 1] === 'directors';
      return `${depth === 0 ? '' : '.'}${isName ? '<name>' : step}`;
    })
    .join('');
}

function rowsBelow(parent: string, schema: JsonSchema): KeyRow[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  return [
    ...Object.entries(propertiesOf(schema)).flatMap(([name, property]) => [
      row(prefix + name, property, schema.required?.includes(name) ?? false),
      ...rowsBelow(prefix + name, property),
    ]),
    ...part(schema.additionalProperties, (below) => rowsBelow(`${prefix}<name>`, below)),
    ...part(schema.items, (below) => rowsBelow(`${parent}[]`, below)),
  ];
}

/** What is made of a part of a schema, where there is one. */
function part<Made>(below: JsonSchema['items'], make: (schema: JsonSchema) => Made[]): Made[] {
  return typeof below === 'object' && !Array.isArray(below) ? make(below) : [];
}

/** The keys of a map; of several forms, those that only some have go first. */
function propertiesOf({ properties, anyOf = [] }: JsonSchema): Record<string, JsonSchema> {
  const forms = anyOf.map((one) => one.properties ?? {});
  const own = forms.map((form) =>
    Object.entries(form).filter(([key]) => !forms.every((other) => key in other)),
  );
  const all = { ...Object.fromEntries(own.flat()), ...forms[0], ...properties };
  return all as Record<string, JsonSchema>;
}

function row(key: string, schema: JsonSchema, required: boolean): KeyRow {
  const { description = '' } = schema;
  const hasDefault = schema.default !== undefined && schema.properties === undefined;
  const shown = hasDefault ? { default: JSON.stringify(schema.default) } : {};
  const example = inYaml(exampleOf(schema));
  return { key, type: typeName(schema), required, ...shown, example, description };
}

function typeName(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.$ref ?? schema.properties ?? schema.additionalProperties) return 'map';
  if (schema.anyOf) {
    const forms = schema.anyOf;
    // Where text goes first, a number is but another way to write one, and its bounds say nothing.
    const isText = forms[0]?.type === 'string';
    const types = forms.map((one) => (isText && one.type === 'integer' ? 'number' : typeName(one)));
    return [...new Set(types)].join(' | ');
  }
  const [items] = part(schema.items, (below) => [typeName(below)]);
  if (items !== undefined) return `list of ${items}`;
  const { minimum, maximum, type } = schema;
  if (type === 'boolean') return 'true | false';
  if (type !== 'integer') return type === 'string' ? 'text' : String(type);
  return minimum !== undefined && maximum !== undefined && maximum < 2 ** 53 - 1
    ? `${minimum} to ${maximum}`
    : 'number';
}

/** A value that a key can have: the example of the schema or the default, or made of what stands below. */
function exampleOf(schema: JsonSchema): unknown {
  const { examples, default: usual, properties, required, items, anyOf } = schema;
  if (Array.isArray(examples)) return examples[0];
  if (usual !== undefined && !/^(?:\[\]|\{\})$/.test(JSON.stringify(usual))) return usual;
  if (properties) {
    const names = required ?? Object.keys(properties).slice(0, 1);
    const pairs = names.map((name) => [name, exampleOf(properties[name] as JsonSchema)]);
    return Object.fromEntries(pairs);
  }
  if (schema.additionalProperties) {
    return { web: exampleOf(schema.additionalProperties as JsonSchema) };
  }
  if (items) return [exampleOf(items as JsonSchema)];
  if (anyOf?.[0]) return exampleOf(anyOf[0]);
  return schema.enum?.[0] ?? schema.const ?? schema.minimum ?? schema.type === 'boolean';
}

function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${key}: ${inYaml(one)}`);
    return `{ ${pairs.join(', ')} }`;
  }
  const isPlain = typeof value !== 'string' || /^(?!\d+$)\w[\w ./:@<>-]*$/.test(value);
  return isPlain ? String(value) : JSON.stringify(value);
}
