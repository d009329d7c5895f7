import fc from 'fast-check';
import { resolveConfig } from '../../src/config/resolve.ts';
import { LvsgenError } from '../../src/diagnostic.ts';
import { generate } from '../../src/generate.ts';
import { verifyUnits } from '../../src/lint/systemd-analyze.ts';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { unitOf } from '../../src/output/path-rules.ts';
import { renderPackages } from '../../src/rpm/render-packages.ts';
import { formFault, printedFault } from './documented.ts';
import { hostileText, marker, printableText } from './hostile.ts';
import { type Amount, type Failure, type Outcome, outcomeOf, shrunk } from './outcome.ts';
import { runTrees, sandboxLacks, type Tree } from './sandbox.ts';

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
type Path = readonly (string | number)[];

const director = {
  targets: ['el6', 'el7', 'el9'],
  interface: 'eth0',
  services: [{ port: 80, protocol: 'tcp', scheduler: 'wlc', persistence: 300 }],
  realServers: [{ address: '192.0.2.31', weight: 1 }],
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
};
const shared = {
  description: 'Public web farm',
  targets: ['el6', 'el7', 'el8'],
  chkconfig: { levels: '345', start: 80, stop: 20 },
  before: ['nginx'],
  rpm: {
    version: '1.0',
    release: '1',
    license: 'MIT',
    url: 'https://www.example.com/',
    vendor: 'Example Ltd',
    packager: 'Operations',
  },
};
const arp = { ignore: 1, announce: 2, onStop: 'restore' };
const skeletons: readonly Value[] = [
  {
    clusters: {
      web: {
        mode: 'dr',
        vips: ['192.0.2.12'],
        ...shared,
        arp,
        looseReversePath: ['eth0'],
        director,
      },
    },
  },
  {
    clusters: {
      web: { mode: 'tun', vips: ['192.0.2.12'], ...shared, tunnel: { mss: 1400 }, director },
    },
  },
  { clusters: { web: { mode: 'nat', vips: ['192.0.2.12'], ...shared, gateway: '192.0.2.1' } } },
];

const free = ['description', 'rpm.license', 'rpm.vendor', 'rpm.packager'].map((key) =>
  key.split('.'),
);

/** One text in one place of a config, or in every place that takes any text. */
interface Attempt {
  readonly skeleton: number;
  /** Where it stands; empty for the places that take any text. */
  readonly path: Path;
  readonly how: 'value' | 'key' | 'more';
  readonly text: string;
}

const anyAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  fc.record({
    skeleton: fc.nat(skeletons.length - 1),
    path: fc.constant<Path>([]),
    how: fc.constant<'value'>('value'),
    text: printableText,
  }),
  fc.nat(skeletons.length - 1).chain((skeleton) =>
    fc.record({
      skeleton: fc.constant(skeleton),
      path: fc.constantFrom(...pathsIn(skeletons[skeleton] ?? {})),
      how: fc.constantFrom<Attempt['how']>('value', 'value', 'key', 'more'),
      text: hostileText,
    }),
  ),
);

function pathsIn(value: Value, path: Path = []): Path[] {
  if (typeof value !== 'object') return [path];
  const inner = Object.entries(value).flatMap(([key, item]: [string, Value]) =>
    pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

function configOf({ skeleton, path, how, text }: Attempt): Value {
  const value = skeletons[skeleton] ?? {};
  if (path.length > 0) return changed(value, path, how, text);
  // A package's text refuses the percent sign, and a backslash at its end.
  const forPackage = text.replaceAll('%', '').replace(/\\+$/, '').trim();
  return free.reduce((now, keys) => {
    const own = keys[0] === 'rpm' ? forPackage : text;
    return own === '' ? now : changed(now, ['clusters', 'web', ...keys], 'value', own);
  }, value);
}

function changed(value: Value, [step, ...rest]: Path, how: Attempt['how'], text: string): Value {
  if (step === undefined)
    return how === 'more' && Array.isArray(value) ? [...(value as readonly Value[]), text] : text;
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item, index) =>
      index === step ? changed(item, rest, how, text) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, Value]): [string, Value] => {
      if (key !== step) return [key, item];
      if (how === 'key' && rest.length === 0) return [text, item];
      return [key, changed(item, rest, how, text)];
    }),
  );
}

/** What a config became: the files of its nodes with their specs, or a fault. */
type Rendered =
  { readonly files: readonly RenderedFile[] } | { readonly fault: string | undefined };

async function render(config: Value): Promise<Rendered> {
  try {
    const { configs, warnings } = resolveConfig(config as never);
    const fault = printedFault(warnings);
    if (fault !== undefined) return { fault };
    const files = generate(configs);
    const packages = await renderPackages(configs, {}, {}).catch((error: unknown) => {
      // A config without a version has no packages.
      if (error instanceof LvsgenError) return { files: [] };
      throw error;
    });
    return { files: [...files, ...packages.files] };
  } catch (error) {
    return { fault: formFault(error, false) };
  }
}

/** How thoroughly what was accepted is run. */
export interface ModelAmount extends Amount {
  /** The most nodes whose scripts are run; without it, all of them. */
  readonly nodes?: number;
  readonly everyShell?: boolean;
}

/** As every script takes them, and a word that none knows. */
const actions = ['start', 'status', 'reload', 'stop', 'nonsense'];

/**
 * Whatever text stands in a config, it is refused in the documented form, or is inert in all that is rendered: the
 * scripts are run, the units verified, the specs expanded.
 */
export async function fuzzModel({
  seed,
  runs,
  nodes,
  everyShell = false,
}: ModelAmount): Promise<Outcome> {
  const failures: Failure[] = [];
  const trees: (Tree & { readonly run: number })[] = [];
  const attempts = fc.sample(anyAttempt, { seed, numRuns: runs });
  for (const [run, attempt] of attempts.entries()) {
    const rendered = await render(configOf(attempt));
    if ('files' in rendered) {
      const isPlain = !JSON.stringify(configOf(attempt)).includes(marker);
      const found = treesOf(rendered.files);
      // Each of a config's nodes has the same texts in it: they take turns.
      const some = isPlain
        ? []
        : [0, 1].map((offset) => found[(run + offset) % found.length] ?? { files: [] });
      trees.push(...some.map((tree) => ({ ...tree, run })));
      failures.push(
        ...(await unitFaults(rendered.files)).map((why) => failed(seed, run, attempt, why)),
      );
    } else if (rendered.fault !== undefined) {
      const why = rendered.fault;
      const text = await shrunk(attempt.text, async (less) => {
        const again = await render(configOf({ ...attempt, text: less }));
        return 'fault' in again ? again.fault : undefined;
      });
      failures.push(failed(seed, run, { ...attempt, text }, why));
    }
  }
  if (sandboxLacks() === '') {
    const chosen = trees.slice(0, nodes ?? trees.length);
    const { escaped } = await runTrees(chosen, actions, everyShell);
    for (const [index, how] of escaped) {
      const run = chosen[index]?.run ?? 0;
      const attempt = attempts[run];
      if (attempt === undefined) continue;
      const text = await shrunk(
        attempt.text,
        async (less) => {
          const again = await render(configOf({ ...attempt, text: less }));
          if (!('files' in again)) return undefined;
          const { escaped: still } = await runTrees(treesOf(again.files), actions, false);
          return still.get(0);
        },
        12,
      );
      failures.push(failed(seed, run, { ...attempt, text }, how));
    }
  }
  return outcomeOf(runs, failures);
}

function failed(seed: number, run: number, { path, how, text }: Attempt, why: string): Failure {
  return { seed, run, input: `${how} at ${path.join('.')}: ${JSON.stringify(text)}`, why };
}

/** The files of each node, its spec among them. */
export function treesOf(files: readonly RenderedFile[]): readonly Tree[] {
  const trees = new Map<string, RenderedFile[]>();
  for (const file of files) {
    const unit = unitOf(file.path);
    const tree = trees.get(unit);
    if (tree === undefined) trees.set(unit, [file]);
    else tree.push(file);
  }
  return [...trees.values()].map((one) => ({ files: one }));
}

let verified = 0;

/** A few of the units, since each verification is a process. */
async function unitFaults(files: readonly RenderedFile[]): Promise<readonly string[]> {
  verified += 1;
  if (verified % 40 !== 1) return [];
  const units = files.filter(({ language }) => language === 'systemd');
  const { diagnostics } = await verifyUnits(units, process.env['PATH']);
  return diagnostics.map(({ message }) => message);
}
