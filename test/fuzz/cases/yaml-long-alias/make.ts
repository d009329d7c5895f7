/** An alias may have any name that YAML can spell: this one is the text of a config in another encoding. */
export default '*w\u0000e\u0000b\u0000'.repeat(10_000);
