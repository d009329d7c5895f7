import { jsonSchema, type JsonSchema } from './json-schema.ts';

/** One row of the config reference. */
export interface KeyRow {
  /** Such as `clusters.<name>.arp.ignore`. */
  readonly key: string;
  /** In the words of a YAML user, such as `list of text` or `1, 2 or 8`. */
  readonly type: string;
  readonly required: boolean;
  /** As it is written in YAML; none where there is no default, or no constant one. */
  readonly default?: string;
  readonly description: string;
}

/** Every key that a config can have, in the order of the schema, each under its parent. */
export function describeKeys(): KeyRow[] {
  return rowsBelow('', jsonSchema());
}

function rowsBelow(parent: string, schema: JsonSchema): KeyRow[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const required = schema.required?.includes(name) ?? false;
    return [row(prefix + name, property, required), ...rowsBelow(prefix + name, property)];
  });
  const named = schema.additionalProperties;
  const members = schema.oneOf ?? [];
  return [
    ...own,
    ...(named ? rowsBelow(`${prefix}<name>`, named) : []),
    ...members.flatMap((member) => rowsBelow(parent, member)),
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
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' | ');
  if (schema.items) return `list of ${typeName(schema.items)}`;
  if (schema.properties ?? schema.additionalProperties) return 'map';
  const { minimum, maximum } = schema;
  if (schema.type !== 'integer') return schema.type === 'string' ? 'text' : String(schema.type);
  return typeof minimum === 'number' && typeof maximum === 'number' && maximum < 100_000
    ? `${minimum} to ${maximum}`
    : 'number';
}
