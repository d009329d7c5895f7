// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default '{a: '.repeat(100_000);
