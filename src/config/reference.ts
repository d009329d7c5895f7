import * as z from 'zod';

import type { KeyPath } from '../model/problem.ts';
import { configSchema, keysSchema } from './schema.ts';

/** A JSON Schema or a part of one, as far as a config needs it. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false | undefined;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly [keyword: string]: unknown;
}

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
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
}

let rows: readonly KeyRow[] | undefined;

/** Every key that a config can have, in the order of the schema, each under its parent. */
export function describeKeys(): readonly KeyRow[] {
  rows ??= rowsBelow('', asJsonSchema(keysSchema));
  return rows;
}

/** The row of the key at a path; of a position in a list, that of the list. */
export function rowOf(path: KeyPath): KeyRow | undefined {
  const place = path.length === 1 ? path[0] : referenceKey(path).replace(/\[\]$/, '');
  return describeKeys().find(({ key }) => key === place);
}

/** The place of a path in the reference: names of clusters and positions in lists are left open. */
export function referenceKey(path: KeyPath): string {
  const place = path[0] === 'defaults' ? ['clusters', '', ...path.slice(1)] : path;
  return place
    .map((step, depth) => {
      if (typeof step === 'number') return '[]';
      const isName = depth === 1 && place[0] === 'clusters';
      return `${depth === 0 ? '' : '.'}${isName ? '<name>' : step}`;
    })
    .join('');
}

function rowsBelow(parent: string, schema: JsonSchema): KeyRow[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  const { properties, required } = mapOf(schema);
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [
      row(prefix + name, property, required.includes(name)),
      ...rowsBelow(prefix + name, property),
    ]),
    ...(schema.additionalProperties
      ? rowsBelow(`${prefix}<name>`, schema.additionalProperties)
      : []),
    ...(schema.items ? rowsBelow(`${parent}[]`, schema.items) : []),
  ];
}

/** The keys of a map; of several forms, those that only some have go first. */
function mapOf({ properties = {}, required = [], anyOf = [] }: JsonSchema) {
  const forms = anyOf.map((one) => one.properties ?? {});
  const own = forms.map((form) =>
    Object.entries(form).filter(([key]) => !forms.every((other) => key in other)),
  );
  return {
    properties: { ...Object.fromEntries(own.flat()), ...forms[0], ...properties },
    required,
  };
}

function row(key: string, schema: JsonSchema, required: boolean): KeyRow {
  const { description = '' } = schema;
  const hasDefault = schema.default !== undefined && schema.properties === undefined;
  const shown = hasDefault ? { default: JSON.stringify(schema.default) } : {};
  const example = inYaml(exampleOf(schema));
  return { key, type: typeName(schema), required, ...shown, example, description };
}

function typeName(schema: JsonSchema): string {
  if (typeof schema.const === 'string') return schema.const;
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema['$ref'] ?? schema.properties ?? schema.additionalProperties) return 'map';
  if (schema.anyOf) {
    // Where text goes first, a number is but another way to write one, and its bounds say nothing.
    const isText = schema.anyOf[0]?.type === 'string';
    const types = schema.anyOf.map((one) =>
      isText && one.type === 'integer' ? 'number' : typeName(one),
    );
    return [...new Set(types)].join(' | ');
  }
  if (schema.items) return `list of ${typeName(schema.items)}`;
  const { minimum, maximum } = schema;
  if (schema.type === 'boolean') return 'true | false';
  if (schema.type !== 'integer') return schema.type === 'string' ? 'text' : String(schema.type);
  return minimum !== undefined && maximum !== undefined && maximum < 2 ** 53 - 1
    ? `${minimum} to ${maximum}`
    : 'number';
}

/** A value that a key can have: the example of the schema or the default, or made of what stands below. */
function exampleOf(schema: JsonSchema): unknown {
  const { examples, default: usual, properties, required, items, anyOf } = schema;
  if (examples) return examples[0];
  if (usual !== undefined && !/^(?:\[\]|\{\})$/.test(JSON.stringify(usual))) return usual;
  if (properties) {
    const names = required ?? Object.keys(properties).slice(0, 1);
    return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {})]));
  }
  if (schema.additionalProperties) return { web: exampleOf(schema.additionalProperties) };
  if (items) return [exampleOf(items)];
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
