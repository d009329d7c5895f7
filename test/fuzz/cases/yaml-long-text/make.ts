// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default `clusters: "${'k'.repeat(2_000_000)}"\n`;
