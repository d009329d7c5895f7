import * as z from 'zod';

import { configSchema, keysSchema } from './schema.ts';
import { writtenDefaults } from './with-default.ts';

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
  const { $schema, title, description, ...rest } = asJsonSchema(configSchema);
  return { $schema, title, description, ...rest } as JsonSchema;
}

/** What is to be said of every key, with each cluster complete by itself. */
export function keysJsonSchema(): JsonSchema {
  return asJsonSchema(keysSchema);
}

function asJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    override({ zodSchema, jsonSchema }) {
      const told = writtenDefaults.get(zodSchema as z.ZodDefault);
      if (told !== undefined) jsonSchema.default = told.written;
    },
  }) as JsonSchema;
}
