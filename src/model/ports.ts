/** A pattern of ranges of ports; their order and size are looked at besides. */
export const portRangePattern = /^[1-9][0-9]{0,4}-[1-9][0-9]{0,4}$/;

/** Tells whether a text is a range of ports. */
export function isPortRange(text: string): boolean {
  const { first, last } = boundsOf(text);
  return portRangePattern.test(text) && first < last && last <= 65_535;
}

/** The first and the last port that an entry of a list means. */
export function boundsOf(ports: number | string): { first: number; last: number } {
  const [first = 0, last = first] = String(ports).split('-').map(Number);
  return { first, last };
}
