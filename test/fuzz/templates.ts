import fc from 'fast-check';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { generate } from '../../src/generate.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { mutated } from './config-text.ts';
import { formFault } from './documented.ts';
import { inFolder } from './folder.ts';
import { marker } from './hostile.ts';
import { treesOf } from './model.ts';
import { type Failure, type Outcome, outcomeOf, shrunk } from './outcome.ts';
import { runTrees, sandboxLacks, type Tree } from './sandbox.ts';
import type { ModelAmount } from './model.ts';

const bundled = loadTemplates();

/** What someone writes who has a value and wants it somewhere, and what Handlebars has beside. */
const pieces = [
  ...[
    '{{description}}',
    '"{{description}}"',
    "'{{description}}'",
    '`{{description}}`',
    '{{{description}}}',
  ],
  ...['{{&description}}', '$({{description}})', '${x:-{{description}}}', '$(({{description}}))'],
  ...['# {{description}}', '\n# {{description}}\n', '\\{{description}}', '{{"{{description}}"}}'],
  ...[
    '\necho {{description}}\n',
    '\nx={{description}}\n',
    '\neval {{description}}\n',
    '\neval echo {{description}}\n',
  ],
  ...[
    '\ncat <<EOF\n{{description}}\nEOF\n',
    '\ncat <<{{description}}\nEOF\n',
    '\ncase x in {{description}}) ;; esac\n',
  ],
  ...[
    '\n{{description}}\n',
    '\n. {{description}}\n',
    '\necho "x\n{{description}}\n"\n',
    '\nif {{description}}; then :; fi\n',
  ],
  ...[
    '\nExecStartPre={{description}}\n',
    '\nExecStartPre=/bin/echo {{description}}\n',
    '\nDescription={{description}}\n',
  ],
  ...['\n>{{description}}\n', '\n: >{{description}}\n', '\ntrap {{description}} EXIT\n'],
  ...[
    '\nalias x={{description}}\n',
    '\nf() { {{description}} ; }\n',
    '\n{{description}}() { :; }\n',
    '\nexport {{description}}\n',
  ],
  ...[
    '{{#if description}}',
    '{{#unless description}}',
    '{{else}}',
    '{{/if}}',
    '{{/unless}}',
    '{{#each vips}}',
    '{{/each}}',
  ],
  ...[
    '{{#with description}}',
    '{{/with}}',
    '{{this}}',
    '{{.}}',
    '{{../description}}',
    '{{@root.description}}',
    '{{@index}}',
  ],
  ...[
    '{{lookup . "description"}}',
    '{{log description}}',
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{length}}',
  ],
  ...[
    '{{> constants}}',
    '{{> (lookup . "x")}}',
    '{{> @partial-block}}',
    '{{#> x}}{{/x}}',
    '{{*inline "x"}}',
    '{{#*inline "x"}}',
  ],
  ...[
    '{{/inline}}',
    '{{{{raw}}}}',
    '{{{{/raw}}}}',
    '{{!-- x --}}',
    '{{! x }}',
    '{{~description~}}',
    '{{description.length}}',
  ],
  ...[
    '{{description.constructor}}',
    '{{#if',
    '}}',
    '{{',
    '{{}}',
    '{{[description]}}',
    '{{#each description as |a b|}}',
    '{{a}}',
  ],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '$',
    '#',
    '\n',
    '\r',
    '\t',
    '\0',
    '<<EOF\n',
    'EOF\n',
    '$(',
    ')',
    '${',
    '}',
    '%',
    '\u202e',
    '\ufeff',
  ],
  '{{#if description}}'.repeat(150),
];

const names = [...bundled.keys()].filter((name) => !name.startsWith('rpm/'));

/** Those that make a command of the value. */
const commands = pieces.filter((piece) => /^\n(?!Exec|Desc).*description/.test(piece));

/** A piece on a line of its own, early, where scripts run it whatever they are called with. */
const early = fc
  .tuple(
    fc.constantFrom('partials/constants', 'real-server/logic', 'service/front'),
    fc.nat(3),
    fc.oneof(fc.constantFrom(...commands), fc.constantFrom(...pieces)),
  )
  .map(([name, line, piece]) => {
    const lines = (bundled.get(name) ?? bundled.get('partials/constants') ?? '').split('\n');
    const text = lines.toSpliced(Math.min(line + 1, lines.length), 0, piece.trim()).join('\n');
    return { name: bundled.has(name) ? name : 'partials/constants', text };
  });

/** One bundled template, changed. */
const anyTemplate: fc.Arbitrary<{ readonly name: string; readonly text: string }> = fc.oneof(
  early,
  fc.constantFrom(...names).chain((name) =>
    mutated(fc.constant(bundled.get(name) ?? ''), fc.constantFrom(...pieces)).map((text) => ({
      name,
      text,
    })),
  ),
);

/** What gets out of a word, a quote, a comment or a line, one at a time: together they are no shell at all. */
const descriptions = [
  `$(${marker})`,
  `x;${marker};`,
  `';${marker};'`,
  `";${marker};"`,
  `x|${marker}`,
  `\`${marker}\``,
];
const description = descriptions[0];

const config = {
  templates: 'own',
  clusters: {
    web: {
      description,
      mode: 'dr',
      vips: ['192.0.2.12'],
      targets: ['el6', 'el7'],
      director: {
        targets: ['el6', 'el7'],
        interface: 'eth0',
        services: [{ port: 80 }],
        realServers: [{ address: '192.0.2.31' }],
      },
    },
    tunnel: { description, mode: 'tun', vips: ['192.0.2.13'], targets: ['el7'] },
    inside: {
      description,
      mode: 'nat',
      vips: ['192.0.2.14'],
      targets: ['el6'],
      gateway: '192.0.2.1',
    },
  },
};

/** Whatever a template of the user's own is, it is refused in the documented form, or the values are inert in it. */
export async function fuzzTemplates({
  seed,
  runs,
  nodes,
  everyShell = false,
}: ModelAmount): Promise<Outcome> {
  return inFolder(async (folder) => {
    const failures: Failure[] = [];
    const trees: (Tree & { readonly run: number })[] = [];
    const samples = fc.sample(anyTemplate, { seed, numRuns: runs });
    for (const [run, { name, text }] of samples.entries()) {
      const rendered = rendering(folder, name, text, run);
      if (Array.isArray(rendered)) trees.push(...rendered.map((tree: Tree) => ({ ...tree, run })));
      else if (typeof rendered === 'string') {
        const input = await shrunk(text, (less) => {
          const again = rendering(folder, name, less, run);
          return typeof again === 'string' ? again : undefined;
        });
        failures.push({ seed, run, input: `${name}: ${JSON.stringify(input)}`, why: rendered });
      }
    }
    if (sandboxLacks() === '') {
      const chosen = trees.slice(0, nodes ?? trees.length);
      const actions = ['start', 'status', 'stop'];
      const { escaped } = await runTrees(chosen, actions, everyShell);
      for (const [index, how] of escaped) {
        const run = chosen[index]?.run ?? 0;
        const { name = '', text = '' } = samples[run] ?? {};
        const input = await shrunk(
          text,
          async (less) => {
            const again = rendering(folder, name, less, run);
            if (!Array.isArray(again)) return undefined;
            const { escaped: still } = await runTrees(again as Tree[], actions, false);
            return [...still.values()][0];
          },
          25,
        );
        failures.push({ seed, run, input: `${name}: ${JSON.stringify(input)}`, why: how });
      }
    }
    return outcomeOf(runs, failures);
  });
}

let ofBundled: ReadonlyMap<string, string> | undefined;

/** What the bundled templates render. */
function plain(): ReadonlyMap<string, string> {
  ofBundled ??= new Map(
    generate(
      resolveConfigs([
        { file: '', dir: '/', config: { clusters: config.clusters } as never, findings: [] },
      ]).configs,
    ).map(({ path, content }) => [path, content]),
  );
  return ofBundled;
}

/** The nodes whose files differ from those of the bundled template; a fault; or nothing, where it is refused well. */
function rendering(
  folder: string,
  name: string,
  text: string,
  run: number,
): readonly Tree[] | string | undefined {
  const own = join(folder, 'own');
  rmSync(own, { recursive: true, force: true });
  const file = join(own, `${name}.hbs`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  try {
    // Which of them it is depends on the run alone, so that a failure can be seen again.
    const hostile = JSON.stringify(descriptions[run % descriptions.length]);
    const written = JSON.stringify(config).replaceAll(JSON.stringify(description), () => hostile);
    const loaded = {
      file: 'lvsgen.json',
      dir: folder,
      config: JSON.parse(written) as unknown,
      findings: [],
    };
    const isChanged = ({ files }: Tree): boolean =>
      files.some(({ path, content }) => plain().get(path) !== content && content.includes(marker));
    const trees = treesOf(generate(resolveConfigs([loaded as never]).configs));
    return trees.filter(isChanged).slice(0, 2);
  } catch (error) {
    return formFault(error, true);
  }
}
