import { describe, expect, it } from 'vitest';

import { complaints, loadYaml, resolveYaml } from './support.ts';

const base = 'mode: dr, vips: [192.0.2.10], targets: [el7]';

describe('merge keys', () => {
  it('put what an anchored map has under the own keys, wherever they stand', async () => {
    const text = [
      'clusters:',
      `  a: &a { ${base}, arp: { ignore: 2 } }`,
      '  b: { vips: [192.0.2.11], <<: *a }',
      '  c: { <<: *a, vips: [192.0.2.12], arp: { announce: 1 } }',
    ];
    expect((await loadYaml(text.join('\n'))).config.clusters).toEqual({
      a: { mode: 'dr', vips: ['192.0.2.10'], targets: ['el7'], arp: { ignore: 2 } },
      b: { mode: 'dr', vips: ['192.0.2.11'], targets: ['el7'], arp: { ignore: 2 } },
      c: { mode: 'dr', vips: ['192.0.2.12'], targets: ['el7'], arp: { announce: 1 } },
    });
  });

  it('take several maps, of which the first goes first', async () => {
    const text = [
      'clusters:',
      `  a: &a { ${base} }`,
      '  b: &b { mode: dr, vips: [192.0.2.11], targets: [el9], before: [nginx] }',
      '  c: { <<: [*b, *a], vips: [192.0.2.12] }',
    ];
    const { clusters } = await resolveYaml(text.join('\n'));
    expect(clusters[2]).toMatchObject({ nodes: [{ target: { name: 'el9' } }] });
  });

  it('lead to the place where a wrong value is written, once', async () => {
    const text = [
      'clusters:',
      `  a: &a { ${base}, arp: { ignore: 4 } }`,
      '  b: { <<: *a, vips: [192.0.2.300] }',
    ];
    expect(await complaints(text.join('\n'))).toEqual([
      expect.stringMatching(/^2:\d+ error clusters\.a\.arp\.ignore: /),
      expect.stringMatching(/^3:23 error clusters\.b\.vips\[0\]: /),
    ]);
  });

  it.each([
    ['a text', 'a: &a text', '*a'],
    ['a list of a text', 'a: &a text', '[*a]'],
    ['a number', 'a: 1', '2'],
    ['nothing', 'a: 1', ''],
  ])('do not take %s', async (_, anchor, source) => {
    expect(await complaints(`${anchor}\nb:\n  <<: ${source}\n`)).toEqual([
      expect.stringMatching(/^\d:\d+ error b\["<<"\]: a merge key takes maps, and this is none/),
    ]);
  });

  it('are refused where they stand inside what they repeat, and where they repeat nothing', async () => {
    expect(await complaints('a: &a { b: { <<: *a } }')).toEqual([
      expect.stringContaining('"*a" stands inside the value that it repeats'),
    ]);
    expect(await complaints('a: { <<: *b }')).toEqual([
      expect.stringContaining('"*b" repeats nothing'),
    ]);
  });

  it('are told when one is there twice', async () => {
    expect(await complaints('a: &a { b: 1 }\nc:\n  <<: *a\n  <<: *a\n')).toContainEqual(
      expect.stringMatching(/^4:3 error c\["<<"\]: "<<" is there twice/),
    );
  });

  it('cannot grow without bound', async () => {
    const merges = Array.from({ length: 12 }, (_, index) => {
      const sources = Array.from({ length: 10 }, () => `*m${index}`).join(', ');
      return `m${index + 1}: &m${index + 1} { <<: [${sources}] }`;
    });
    expect(await complaints(['m0: &m0 { a: 1 }', ...merges].join('\n'))).toEqual([
      expect.stringContaining('with what aliases repeat, these are more than 1000000 values'),
    ]);
  });

  it('are plain keys in quotes', async () => {
    expect(await complaints('clusters: {}\n"<<": {}\n')).toContainEqual(
      expect.stringContaining('there is no key "<<" at the top of a config'),
    );
  });
});
