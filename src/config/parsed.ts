import * as z from 'zod';

import { Refusal } from '../model/refusal.ts';

/**
 * A schema whose value becomes what the parser makes of it. The parser's refusal becomes an issue with its message and,
 * as `params.hint`, its hint.
 */
export function parsed<Written extends z.ZodType, Read>(
  written: Written,
  parse: (value: z.output<Written>) => Read | Refusal,
): z.ZodPipe<Written, z.ZodTransform<Awaited<Read>, z.output<Written>>> {
  return written.transform((value, context) => {
    const read = parse(value);
    if (!(read instanceof Refusal)) return read;
    const { message, hint } = read;
    context.issues.push({ code: 'custom', input: value, message, params: { hint } });
    return z.NEVER;
  });
}
