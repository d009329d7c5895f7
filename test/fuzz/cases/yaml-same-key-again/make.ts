// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default 'a: 1\n'.repeat(20_000);
