import * as z from 'zod';

/** What the schemas that may be left out are read from then, as it would be written. */
export const writtenDefaults = z.registry<{ readonly written: unknown }>();

/**
 * A schema of which nothing may be written: what is meant then is read once, however many clusters leave it out.
 *
 * @param written what it is the same as
 */
export function withDefault<Schema extends z.ZodType>(
  schema: Schema,
  written: z.input<Schema>,
): z.ZodDefault<Schema> {
  type Read = z.util.NoUndefined<z.output<Schema>>;
  let read: Read | undefined;
  const complete = schema.default(() => (read ??= schema.parse(written) as Read));
  writtenDefaults.add(complete, { written });
  return complete;
}
