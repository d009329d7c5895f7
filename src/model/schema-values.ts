import * as z from 'zod';
import * as ip from './ip-address.ts';
import type { Fault } from './problem.ts';

/** The forwarding modes, as `mode` names them: VS/DR, VS/TUN and VS/NAT. */
export const modes = ['dr', 'tun', 'nat'] as const;

export type Mode = (typeof modes)[number];

/** As it is, down to the last list: nothing changes what a user has, or what was made of it. */
export type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** A schema of text that is read as text. */
export type Text = z.ZodType<string, string>;

/** A schema with what the reference and editors say of its key, and with values for it where no default shows one. */
export function about<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  ...examples: unknown[]
): Schema {
  return schema.meta({ description, ...(examples.length === 0 ? {} : { examples }) });
}

/** A schema whose value is looked at once more, and then put into its one form. */
export function checked<Written extends z.ZodType, Read>(
  written: Written,
  faultOf: (value: z.output<Written>) => Fault | undefined,
  form: (value: z.output<Written>) => Read,
): z.ZodPipe<Written, z.ZodTransform<Awaited<Read>, z.output<Written>>> {
  return written.transform((value, context) => {
    context.issues.push(...issuesOf(value, faultOf));
    return context.issues.length > 0 ? z.NEVER : form(value);
  });
}

function issuesOf<Value>(input: Value, faultOf: (value: Value) => Fault | undefined) {
  const [message, hint] = faultOf(input) ?? [];
  return message === undefined
    ? []
    : [{ code: 'custom' as const, input, message, params: { hint } }];
}

/** A list in which nothing is there twice. */
export function distinct<Item extends z.ZodType<string>>(item: Item): z.ZodArray<Item> {
  return z.array(item).check(({ value, issues }) => {
    for (const [index, input] of value.entries()) {
      const params = { hint: 'remove one of them', first: value.indexOf(input) };
      if (params.first === index) continue;
      const message = `${input} is there twice`;
      issues.push({ code: 'custom', input, path: [index], message, params });
    }
  });
}

/** What editors know of a kind of text, whose pattern says all or less of what is right. */
interface Shown {
  readonly pattern: RegExp;
  readonly maxLength?: number;
  readonly example: string;
}

/** A schema of a kind of text, which is read as it is, or put into its one form. */
export function text(
  { pattern, example, ...more }: Shown,
  textFault: (written: string, isOfPattern: boolean) => Fault | undefined,
  form?: (written: string) => string,
): Text {
  const schema = z.string().meta({ pattern: pattern.source, ...more, examples: [example] });
  const faultOf = (written: string): Fault | undefined => textFault(written, pattern.test(written));
  if (form) return checked(schema, faultOf, form);
  return schema.check(({ value, issues }) => {
    issues.push(...issuesOf(value, faultOf));
  });
}

/** Four numbers from 0 to 255 without leading zeros; which ranges are refused is said when the config is read. */
const ipv4Pattern =
  '((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
/** Every spelling of an IPv6 address, and some texts that are none. */
const ipv6Pattern = '[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,34}(:[0-9.]{7,15})?';

const withoutIpv6 = {
  tun: 'in mode tun packets travel inside IPIP, which carries IPv4 only',
  nat: 'in mode nat replies return by a route through gateway, which is for IPv4 only',
};

/** An address that a cluster has, as its mode allows it: in mode dr, IPv6 too. */
export function addressOf(mode: Mode, use: ip.AddressUse, ...examples: string[]): Text {
  const pattern = mode === 'dr' ? `^(${ipv4Pattern}|${ipv6Pattern})$` : `^${ipv4Pattern}$`;
  const shown = mode === 'dr' ? examples : examples.slice(0, 1);
  const text = z.string().meta({ pattern, examples: shown });
  return checked(text, (written) => addressFault(written, mode, use), ip.canonical);
}

function addressFault(written: string, mode: Mode, use: ip.AddressUse): Fault | undefined {
  const fault = ip.addressFault(written, use);
  if (fault !== undefined || mode === 'dr' || !ip.isIpv6(written)) return fault;
  const hint = 'give an IPv4 address; mode dr has IPv6 ones too';
  return [`${written} is an IPv6 address, and ${withoutIpv6[mode]}`, hint];
}

export function vipOf(mode: Mode): Text {
  return addressOf(mode, ip.vipUse, '192.168.10.12', '2001:db8::12');
}
