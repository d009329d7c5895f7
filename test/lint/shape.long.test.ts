// Linting once per shape has to tell the same as linting each file.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { LvsgenError } from '../../src/diagnostic.ts';
import { findShellCheck } from '../../src/lint/find-shellcheck.ts';
import { lintOncePerShape } from '../../src/lint/once-per-shape.ts';
import { shapeOf } from '../../src/lint/shape.ts';
import { type CommentedFile } from '../../src/lint/shellcheck.ts';
import { runNative } from '../../src/lint/shellcheck-native.ts';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';
import { artifact } from '../render/render.ts';

const tool = await findShellCheck({ env: process.env, cwd: process.cwd() });
const shellcheck = tool.kind === 'native' ? tool.path : undefined;

/** Places in which ShellCheck looks at words, most of them of the kind that nobody should write. */
const template = `#!/bin/sh
# {{a}} is what {{b}} is, {{a}}
# note: {{b}}
a={{a}}
b="x"{{b}}
export {{a}}
[ "$1" = {{a}} ] && [ -n {{b}} ] && [ {{a}} = {{b}} ]
[ "$#" -gt {{n}} ] || exit {{n}}
case "$1" in {{a}}) echo {{a}} {{b}} ;; {{b}}) printf {{b}} {{n}} ;; esac
for x in {{a}} {{b}}; do
  echo $x $undefined "$a"{{n}}
done
. {{a}}
cd {{a}}
rm -r {{a}}/$1 {{b}}
read -r {{b}}
find . -name {{a}} {{b}} | xargs {{a}}
cat <{{a}} | sort >{{b}}
{{#each list}}
echo {{this}} $x
{{/each}}
{{a}} {{b}} $1
`;

const word = fc.oneof(
  fc.constantFrom('web', 'a', 'x', 'who', 'exit', 'lvs-web', 'lvs-web-2', 'web-00001', 'apt-get'),
  fc.constantFrom('10.0.0.1', '192.168.10.12/32', '2001:db8::1', '80', '0', '010', '8080', '65535'),
  fc.constantFrom(
    '',
    '-n',
    '-e x',
    '*',
    '$x',
    '`x`',
    '~',
    '"',
    "'",
    '\\',
    '%s',
    'a=b',
    '{a,b}',
    '“x”',
  ),
  fc.constantFrom('addr 10.0.0.1/32 dev lo', 'addr 10.0.0.1/32 dev lo\naddr 10.0.0.2/32 dev lo'),
  fc.constantFrom(
    'shellcheck disable=SC2086',
    '/usr/bin/perl',
    '/etc/passwd',
    'a.b',
    'c-d',
    'c_d',
    '[a]',
  ),
);
const number = fc.constantFrom(0, 1, 2, 9, 80, 255, 256, 999, 1000, 1440, 65535, 4294967295);

function scripts(views: readonly object[]): RenderedFile[] {
  const render = createRenderer(asBundled(new Map([['real-server/example', template]])));
  return views.flatMap((view, index) => {
    const one = artifact({ ...view });
    try {
      return [render({ ...one, installPath: `/${index}` })];
    } catch (error) {
      // Some values are refused in some places.
      if (error instanceof LvsgenError) return [];
      throw error;
    }
  });
}

async function lintAll(files: readonly RenderedFile[]): Promise<readonly CommentedFile[]> {
  return (await runNative(files, shellcheck ?? '')).commented;
}

function asText(found: readonly CommentedFile[]): string[] {
  return found
    .flatMap(({ file, comments }) =>
      comments.map((one) => `${file.path}:${one.line}:${one.column} ${one.code} ${one.message}`),
    )
    .sort();
}

/** Lints files in full and once per shape, and tells how many were linted the second time. */
async function lintBothWays(files: readonly RenderedFile[]): Promise<number> {
  let linted = 0;
  const oncePerShape = await lintOncePerShape(files, (some) => {
    linted += some.length;
    return lintAll(some);
  });
  expect(asText(oncePerShape)).toEqual(asText(await lintAll(files)));
  return linted;
}

const views = fc.record({
  a: word,
  b: word,
  n: number,
  list: fc.array(word, { maxLength: 2 }),
});

it.skipIf(shellcheck === undefined)(
  'files of one shape have the same findings, whatever their values (apt-get install shellcheck)',
  { timeout: 120_000 },
  async () => {
    const files = scripts(fc.sample(views, { numRuns: 300, seed: 7 }));
    expect(files.length).toBeGreaterThan(100);
    // The same again with values that are as good as the ones of another file.
    const alike = scripts(
      ['web-1', 'shop-2', 'x-y'].flatMap((a) =>
        ['10.0.0.1', '172.16.3.254'].map((b) => ({ a, b, n: 1440, list: [] })),
      ),
    ).map((file, index) => Object.assign(file, { path: `alike/${index}` }));
    expect(new Set(alike.map(shapeOf)).size).toBe(1);
    await lintBothWays([...files, ...alike]);
  },
);

/** Clusters of every kind that differ in addresses, names and numbers. */
function clusters(count: number): RenderedFile[] {
  const entries = Array.from({ length: count }, (_, index) => {
    const mode = (['dr', 'tun', 'nat'] as const)[index % 3] ?? 'dr';
    const common = {
      description: `Number ${index} of “many”`,
      mode,
      vips: [`10.1.${index % 250}.10`],
      targets: ['el6', 'el7'],
      director: {
        targets: ['el7'],
        interface: 'eth0',
        ...(mode === 'nat' ? { insideInterface: 'eth1' } : {}),
        services: [{ port: 80 + index, scheduler: 'wlc' }],
        realServers: [{ address: `10.2.${index % 250}.21`, weight: index + 1 }],
      },
    };
    return [`web-${index}`, mode === 'nat' ? { ...common, gateway: `10.3.0.${index}` } : common];
  });
  const { configs } = resolveConfig({ clusters: Object.fromEntries(entries) as never });
  return generate(configs).filter(({ language }) => language === 'shell');
}

it.skipIf(shellcheck === undefined)(
  'clusters that differ in addresses, names and numbers are linted once',
  { timeout: 120_000 },
  async () => {
    const files = clusters(60);
    const ofShape = new Map<string, RenderedFile[]>();
    for (const file of files) {
      ofShape.set(shapeOf(file), [...(ofShape.get(shapeOf(file)) ?? []), file]);
    }
    expect(ofShape.size).toBe(new Set(clusters(3).map(shapeOf)).size);
    const sample = [...ofShape.values()].flatMap((some) =>
      [some[0] ?? [], some.at(-1) ?? []].flat(),
    );
    expect(await lintBothWays(sample)).toBe(ofShape.size);
  },
);
