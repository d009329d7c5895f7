// Texts that would take memory or time without bound, or change what a config means: each is refused, and soon.
import { expect, it } from 'vitest';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import { loadYaml } from '../config/support.ts';
import { expectDocumented } from './documented.ts';

const web = 'mode: dr, vips: [10.0.0.1], targets: [el7]';
const vips = Array.from({ length: 5000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join(', ');
const keys = Array.from({ length: 2000 }, (_, index) => `k${index}: 1`).join(', ');
const clusters = (inside: string): string =>
  `clusters: { ${Array.from({ length: 600 }, (_, i) => `c${i}: { ${inside} }`).join(', ')} }\n`;
const laughs = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? 'x' : `*a${level - 1}`;
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(', ')}]\n`;
}).join('');

/** In milliseconds of the processor, on a machine that may be slow. */
const soon = 4000;

it.each<[what: string, text: string | Uint8Array, message: string]>([
  ['more than any config has', '# \n'.repeat(1_500_000), 'this has more than 4000000 bytes'],
  ['aliases of aliases', `${laughs}clusters: {}`, 'there is no key'],
  [
    'a list in many clusters',
    `v: &v [${vips}]\n${clusters('vips: *v')}`,
    'aliases and defaults repeat',
  ],
  ['a list in defaults', `defaults: { vips: [${vips}] }\n${clusters('')}`, 'defaults repeat'],
  ['a map in many clusters', `m: &m { ${keys} }\n${clusters('<<: *m')}`, 'merge keys repeat'],
  ['deep lists', '['.repeat(1_000_000), 'this is nested more than 32 levels deep'],
  ['deep maps', '{a: '.repeat(100_000), 'this is nested more than 32 levels deep'],
  ['deep blocks', '- '.repeat(100_000), 'this is nested more than 32 levels deep'],
  ['NUL', `clusters: { web: { ${web}, description: "a\0b" } }`, '"a\\u0000b"'],
  ['UTF-16', Buffer.from('\ufeffclusters: {}\n', 'utf16le'), 'this is not UTF-8'],
  ['one key again and again', 'a: 1\n'.repeat(2000), 'a is there twice, first in line 1'],
  ['a long key', `clusters:\n  ${'k'.repeat(1_000_000)}: 1\n`, 'at most 1024 chars'],
  ['a long name', `{ clusters: { ${'k'.repeat(1_000_000)}: 1 } }`, 'at most 200 lower-case'],
  ['a long text', `clusters: "${'k'.repeat(2_000_000)}"`, 'clusters is "kkkk'],
  ['a long alias', `*${'web'.repeat(40_000)}`, '…" repeats no value'],
  ['a merge of itself', `clusters: &c\n  web: { <<: *c, ${web} }`, 'repeats no value'],
  ['a merge of nothing', `clusters: { web: { <<: 1, ${web} } }`, 'a merge key takes maps'],
  ['a tag', `clusters: { web: !!js/function { ${web} } }`, 'Unresolved tag'],
  ['a lone surrogate', `clusters: { web: { ${web}, description: "\\ud800" } }`, '"\\ud800"'],
  ['a terminal command', 'clusters: { "w\\e[2J": 1 }', '"w\\u001b[2J" is not a name'],
  ['a huge number', `clusters: { web: { ${web}, chkconfig: { stop: ${'9'.repeat(99)} } } }`, '99'],
  ['__proto__', `__proto__: { mode: dr }\nclusters: { web: { ${web} } }`, 'no key "__proto__"'],
  ['__proto__ by a merge', `clusters: { web: { <<: { __proto__: 1 }, ${web} } }`, '"__proto__"'],
])('%s', async (_, text, message) => {
  const begin = process.cpuUsage();
  const error: unknown = await loadYaml(text)
    .then((loaded) => resolveConfigs([loaded]))
    .catch((thrown: unknown) => thrown);
  const { user } = process.cpuUsage(begin);
  expectDocumented(error, true);
  expect((error as LvsgenError).message).toContain(message);
  expect(user / 1000).toBeLessThan(soon);
  expect(({} as { mode?: string }).mode).toBeUndefined();
});
