/** The name of an alias may be as long as the text. */
export default `*${'web'.repeat(40_000)}`;
