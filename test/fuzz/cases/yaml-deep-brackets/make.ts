// Makes the lvsgen.yaml of this case, which is too long to be kept.
export default '['.repeat(1_000_000);
