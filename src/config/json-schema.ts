import * as z from 'zod';

import { configSchema } from './schema.ts';

/** A JSON Schema or a part of one, as far as a config needs it. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false | undefined;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly [keyword: string]: unknown;
}

/** The JSON Schema (draft 2020-12) of what a user writes: keys with a default are not required. */
export function jsonSchema(): JsonSchema {
  const { properties = {}, ...rest } = keysSchema();
  const { clusters = {}, ...head } = properties;
  const { additionalProperties: complete, ...anyClusters } = clusters;
  const holding = (cluster: JsonSchema | false | undefined): JsonSchema => ({
    properties: { clusters: { additionalProperties: cluster } },
  });
  return {
    ...rest,
    properties: { ...head, clusters: anyClusters },
    if: { required: ['defaults'] },
    then: holding({ $ref: '#/properties/defaults' }),
    else: holding(complete),
  };
}

/** The same with every cluster complete by itself, as the reference of the keys has it. */
export function keysSchema(): JsonSchema {
  const { $schema, title, description, ...rest } = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-2020-12',
  });
  return { $schema, title, description, ...rest } as JsonSchema;
}
