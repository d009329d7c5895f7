import type { JsonSchema } from './json-schema.ts';

/**
 * The alternatives of a schema as one, where each is a map: every key of any of them, once; required is what all of them
 * require. What is said of a key in several places is said in the same words.
 */
export function mergedSchema(schema: JsonSchema): JsonSchema {
  const members = schema.oneOf ?? schema.anyOf ?? [];
  if (members.length === 0 || !members.every((member) => member.properties)) return schema;
  return merged([{ ...schema, oneOf: undefined, anyOf: undefined }, ...members]);
}

function merged(schemas: readonly JsonSchema[]): JsonSchema {
  const [head = {}] = schemas;
  const maps = schemas.map(mergedSchema).filter(({ properties }) => properties);
  const items = schemas.map((schema) => schema.items).filter((one) => one !== undefined);
  const choices = new Set(schemas.flatMap(choicesOf));
  return {
    ...head,
    ...(maps.length > 0 ? mergedMaps(maps) : {}),
    ...(items.length > 0 ? { items: merged(items) } : {}),
    ...(choices.size > 1 ? { const: undefined, enum: [...choices] } : {}),
  };
}

function choicesOf(schema: JsonSchema): readonly unknown[] {
  return schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
}

function mergedMaps(maps: readonly JsonSchema[]): JsonSchema {
  const names = namesInOrder(maps);
  const properties = names.map((name) => {
    const own = maps.map((map) => map.properties?.[name]).filter((one) => one !== undefined);
    return [name, merged(own)];
  });
  return {
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
    required: names.filter((name) => maps.every((map) => map.required?.includes(name))),
  };
}

/** A name that only a later map has comes before the next one in that map that an earlier one has. */
function namesInOrder(maps: readonly JsonSchema[]): readonly string[] {
  return maps.reduce<readonly string[]>((known, { properties = {} }) => {
    let names = [...known];
    Object.keys(properties).forEach((name, index, own) => {
      if (names.includes(name)) return;
      const next = own.slice(index).find((other) => known.includes(other));
      names = names.toSpliced(next === undefined ? names.length : names.indexOf(next), 0, name);
    });
    return names;
  }, []);
}
