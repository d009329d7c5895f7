// Makes the lvsgen.yaml of this case, which is too long to be kept.
const vips = Array.from({ length: 20_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join(', ');
const clusters = Array.from(
  { length: 2000 },
  (_, i) => `  c${i}: { mode: dr, targets: [el7], vips: *v }\n`,
);
export default `v: &v [${vips}]\nclusters:\n${clusters.join('')}`;
