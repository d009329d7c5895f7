// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default `clusters:\n  ${'k'.repeat(1_000_000)}: 1\n`;
