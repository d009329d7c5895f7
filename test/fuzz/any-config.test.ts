// Whatever stands in a config, it renders or is refused in the documented form.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveConfig, resolveConfigs } from '../../src/config/resolve.ts';
import { bundled } from '../../src/render/bundled.ts';
import { generate } from '../../src/render/generate.ts';
import { loadYaml } from '../config/support.ts';
import { expectDocumented, expectPrintable, raw, stack } from './documented.ts';
import { hostileText } from './hostile.ts';

const director = {
  targets: ['el7'],
  interface: 'eth0',
  services: [{ port: 80, scheduler: 'wlc', persistence: 300 }],
  realServers: [{ address: '192.168.10.21', weight: 1 }],
};
const web = {
  description: 'Public web farm',
  mode: 'dr',
  vips: ['192.168.10.12'],
  targets: ['el6', 'el7'],
  chkconfig: { levels: '345', start: 80, stop: 20 },
  before: ['nginx'],
  arp: { ignore: 1, announce: 2, onStop: 'restore' },
  rpm: { version: '1.0', license: 'MIT' },
  director,
};
const config = { defaults: { targets: ['el7'] }, clusters: { web } };
const yaml = `defaults: &d { targets: [el6, el7] }
clusters:
  web: &web
    description: "Public web farm"
    mode: dr
    vips: &vips [192.168.10.12, '2001:db8::12']
    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80, scheduler: wlc, persistence: 300 }, { mark: 1, ports: [443] }]
      realServers:
        - { address: 192.168.10.21, weight: 1 }
  mail: { <<: *d, mode: tun, vips: [192.168.10.13], tunnel: { mss: off } }
`;

/** What stands for something in YAML, and what a careless reader of it stumbles over. */
const pieces = [
  ...['clusters:', 'web:', ' mode: dr', '&a ', '*a', '*web', '{', '}', '[', ']', ',', ': ', '- '],
  ...['|', '|2-', '>+', '%YAML 1.1', '%TAG ! x', '---', '...', '!x ', '!!int ', '!!binary ', '<<'],
  ...['<<: *d', '<<: [*d, *web]', '"', "'", '#', '\t', '\0', '\r', '\n\n', '  ', '? ', '@', '~'],
  ...['\ufeff', '\u202e', '\ud800', '__proto__: ', 'constructor: ', '9'.repeat(400), '1e400'],
  ...['&b [*a, *a]', '? {a: b}\n: c', '? [a]\n: b', '"\\x00"', '"\\ud800"', '[['.repeat(20)],
];
const anyPiece = fc.oneof(fc.constantFrom(...pieces), hostileText);
const anyPlace = fc.double({ min: 0, max: 1, noNaN: true });

/** A text with some pieces put in, in the place of some characters. */
const anyText = fc
  .tuple(
    fc.constantFrom(yaml, yaml, JSON.stringify(config), ''),
    fc.array(fc.tuple(anyPlace, fc.nat(30), anyPiece), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [place, length, piece]) => {
      const start = Math.floor(place * now.length);
      return now.slice(0, start) + piece + now.slice(start + length);
    }, text),
  );

it('any text', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      try {
        const { configs, warnings } = resolveConfigs([await loadYaml(text)]);
        generate(configs, () => bundled);
        expectPrintable(warnings);
      } catch (error) {
        expectDocumented(error, true);
      }
    }),
    { numRuns: 150, seed: 1 },
  );
});

type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** All that a value becomes when the text takes the place of a key or of a value in it. */
function* changed(value: Value, text: string): Generator<Value> {
  yield text;
  if (typeof value !== 'object') return;
  const entries = Object.entries(value);
  for (const [index, [key, inner]] of entries.entries()) {
    if (Array.isArray(value)) {
      for (const other of changed(inner, text)) yield value.toSpliced(index, 1, other) as Value[];
      continue;
    }
    yield Object.fromEntries(entries.toSpliced(index, 1, [text, inner]));
    for (const other of changed(inner, text)) {
      yield Object.fromEntries(entries.toSpliced(index, 1, [key, other]));
    }
  }
}

it('any text in any place', { timeout: 60_000 }, () => {
  let rendered = 0;
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const one of changed(config, text)) {
        try {
          for (const { content } of generate(resolveConfig(one as never).configs, () => bundled)) {
            expect(content).not.toMatch(/^\s*pwn/m);
            rendered += 1;
          }
        } catch (error) {
          expectDocumented(error, false);
        }
      }
    }),
    { numRuns: 10, seed: 1 },
  );
  expect(rendered).toBeGreaterThan(10);
});

it('sees what a terminal obeys, and a stack', () => {
  expect('a\u001b[2J').toMatch(raw);
  expect('a \u202e b').toMatch(raw);
  expect('x\n    at f (/a/b.ts:1:2)\n').toMatch(stack);
});
