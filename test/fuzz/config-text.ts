import fc from 'fast-check';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { generate } from '../../src/generate.ts';
import { formFault, printedFault } from './documented.ts';
import { hostileText } from './hostile.ts';
import { type Amount, type Failure, type Outcome, outcomeOf, shrunk } from './outcome.ts';

/** In milliseconds: a text of a few kilobytes that takes longer hangs, however busy the machine is. */
const hangs = 10_000;

const yaml = `$schema: ./schema.json
defaults: &d { targets: [el6, el7] }
clusters:
  web: &web
    description: "Public web farm"
    mode: dr
    vips: &vips [192.168.10.12, '2001:db8::12']
    chkconfig: { levels: "345", start: 80, stop: 20 }
    before: [nginx]
    arp: { ignore: 1, announce: 2, onStop: restore }
    rpm: { version: "1.0", license: MIT }
    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80, scheduler: wlc, persistence: 300 }, { mark: 1, ports: [443] }]
      realServers:
        - { address: 192.168.10.21, weight: 1 }
  mail:
    <<: *d
    mode: tun
    vips: [192.168.10.13]
    tunnel: { mss: off }
  inside:
    mode: nat
    vips: [192.168.20.1]
    gateway: 10.0.0.1
`;
const json = JSON.stringify({
  clusters: { web: { mode: 'dr', vips: ['10.0.0.1'], targets: ['el6'], description: 'x' } },
});

/** What stands for something in YAML, and what a careless reader of it stumbles over. */
const pieces = [
  ...[
    'clusters:',
    'web:',
    ' mode: dr',
    '&a ',
    '*a',
    '*web',
    '*vips',
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
  ],
  ...[
    '- ',
    '|',
    '|2-',
    '>',
    '>+',
    '%YAML 1.1',
    '%TAG ! x',
    '---',
    '...',
    '!x ',
    '!!int ',
    '!!set ',
  ],
  ...['!!binary ', '!!float ', '!!omap ', '!<tag:x> ', '<<', '<<: *d', '<<: [*d, *web]', '"', "'"],
  ...['#', '\t', '\0', '\r', '\r\n', '\n', '\n\n', '  ', '? ', '@', '~', '`', '\ufeff', '\u202e'],
  ...[
    '\ud800',
    '__proto__: ',
    'constructor: ',
    'toString: ',
    '"__proto__": { x: 1 }',
    'hasOwnProperty',
  ],
  ...[
    '9'.repeat(400),
    '-1',
    '1e400',
    '0o7',
    '.inf',
    '2001-01-01',
    '[['.repeat(20),
    '{a: '.repeat(40),
  ],
  ...[
    '&b [*a, *a]',
    '&c [*b, *b]',
    '? {a: b}\n: c',
    '? [a]\n: b',
    '\\u0000',
    '"\\x00"',
    '"\\ud800"',
  ],
];

/** A config that is nearly right, or nothing of the kind. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: mutated(fc.constantFrom(yaml, yaml, json)) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...pieces), hostileText), { maxLength: 20 })
      .map(join),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...pieces),
        fc.integer({ min: 1, max: 2000 }),
        fc.constantFrom('', '\n'),
      )
      .map(([piece, times, end]) => (piece + end).repeat(Math.ceil(times / piece.length))),
  },
);

function join(parts: readonly string[]): string {
  return parts.join('');
}

/** Some places of a text cut out, doubled, or with something put in. */
export function mutated(
  texts: fc.Arbitrary<string>,
  inserted: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...pieces), hostileText),
): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.tuple(
    fc.constantFrom('insert', 'insert', 'replace', 'cut', 'double', 'move'),
    place,
    fc.integer({ min: 0, max: 30 }),
    place,
    inserted,
  );
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((now, [how, at, length, to, piece]) => {
      const start = Math.floor(at * now.length);
      const [before, middle, after] = [
        now.slice(0, start),
        now.slice(start, start + length),
        now.slice(start + length),
      ];
      switch (how) {
        case 'insert':
          return before + piece + middle + after;
        case 'replace':
          return before + piece + after;
        case 'cut':
          return before + after;
        case 'double':
          return before + middle + middle + after;
        case 'move': {
          const rest = before + after;
          const target = Math.floor(to * rest.length);
          return rest.slice(0, target) + middle + rest.slice(target);
        }
      }
    }, text),
  );
}

/** Bytes that are the text, or nearly. */
const anyBytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 12, arbitrary: anyText.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: anyText.map((text) => Buffer.from(`\ufeff${text}`)) },
  { weight: 1, arbitrary: anyText.map((text) => Buffer.from(text, 'utf16le')) },
  { weight: 1, arbitrary: anyText.map((text) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
);

/** Whatever the text of a config is, it renders or is refused in the documented form, and soon. */
export async function fuzzConfigText({ seed, runs }: Amount): Promise<Outcome> {
  const failures: Failure[] = [];
  for (const [run, bytes] of fc.sample(anyBytes, { seed, numRuns: runs }).entries()) {
    const why = await faultOf(bytes);
    if (why === undefined) continue;
    const text = bytes.toString('latin1');
    const input = await shrunk(text, (less) => faultOf(Buffer.from(less, 'latin1')));
    failures.push({
      seed,
      run,
      input: JSON.stringify(Buffer.from(input, 'latin1').toString()),
      why,
    });
  }
  return outcomeOf(runs, failures);
}

async function faultOf(bytes: Buffer): Promise<string | undefined> {
  const begin = Date.now();
  let fault: string | undefined;
  try {
    const config = await loadConfig({
      file: '-',
      cwd: import.meta.dirname,
      readStdin: () => Promise.resolve(bytes),
    });
    // A folder of templates would be another config.
    if (config.config instanceof Object && 'templates' in config.config) return undefined;
    const { configs, warnings } = resolveConfigs([config]);
    generate(configs);
    fault = printedFault(warnings);
  } catch (error) {
    fault = formFault(error, true);
  }
  const time = Date.now() - begin;
  return fault ?? (time > hangs ? `took ${time} ms` : undefined);
}
