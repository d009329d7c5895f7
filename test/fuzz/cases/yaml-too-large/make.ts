// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default '# \n'.repeat(4_000_000);
