declare const brand: unique symbol;

/** A value that has passed the check its name promises: only the parser of that kind makes one. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
