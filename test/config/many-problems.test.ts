import { expect, it } from 'vitest';

import { complaints, resolveYaml } from './support.ts';

it('tells the first thousand errors, and that there are more', async () => {
  const vips = Array.from({ length: 1500 }, (_, index) => `"x${index}"`).join(', ');
  const found = await complaints(
    `clusters: { web: { mode: dr, vips: [${vips}], targets: [el7] } }`,
  );
  expect(found).toHaveLength(1001);
  expect(found).toContainEqual(expect.stringMatching(/ error -: there is more than these 1000/));
});

it('does not read on when there are that many', async () => {
  const vips = Array.from({ length: 200 }, (_, index) => `"x${index}"`).join(', ');
  const names = Array.from({ length: 800 }, (_, index) => `c${index}: *web`).join(', ');
  const found = await complaints(
    `clusters: { web: &web { mode: dr, vips: [${vips}], targets: [el7] }, ${names} }`,
  );
  expect(found.length).toBeLessThan(1002);
});

it('does not bury errors under warnings', async () => {
  const names = Array.from({ length: 1200 }, (_, index) => `c${index}: *web`).join(', ');
  const web = '{ mode: dr, vips: [10.0.0.1], targets: [el7] }';
  const { warnings } = await resolveYaml(`clusters: { web: &web ${web}, ${names} }`);
  expect(warnings.length).toBeLessThan(1002);
  expect(await complaints(`clusters: { web: &web ${web}, ${names}, last: {} }`)).toContainEqual(
    expect.stringMatching(/ error clusters\.last\.mode: /),
  );
});
