import { format, resolveConfig } from 'prettier';
import { faults } from '../../src/audit/faults.ts';
import { describeKeys } from '../../src/config/reference.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { drawClusters } from '../../src/explain/drawing.ts';
import { phrase } from '../../src/base/words.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { read, root } from './markdown.ts';

const { clusters } = resolveConfigs([await loadConfig({ cwd: root })]);

/** A document with all in it that comes from the code as it has to be. */
export async function withBlocks(name: string): Promise<string> {
  const block = /^(<!-- (?<marker>example [^>]*?) -->\n\n```\w*\n)(?<code>[\s\S]*?)^```$/gm;
  let text = read(name);
  for (const [whole, head = '', marker = '', code = ''] of text.matchAll(block)) {
    const filled = `${head}${(await example(marker)) ?? code}\`\`\``;
    text = text.replace(whole, () => filled);
  }
  const settings = { ...(await resolveConfig(name)), parser: 'markdown' };
  for (const [what, table] of Object.entries(tables)) {
    const [start, end] = [`<!-- ${what} -->\n`, `<!-- /${what} -->\n`];
    const [before, rest] = text.split(start);
    if (rest !== undefined)
      text = `${before}${start}\n${await format(table(), settings)}\n${end}${rest.split(end)[1] ?? ''}`;
  }
  return text;
}

/** The tables that come from the code, by their names. */
const tables = { 'config reference': reference, faults: faultTable };

/** Nothing for what another test looks at. */
async function example(marker: string): Promise<string | undefined> {
  const [, what = '', of = ''] = /^example (\w+)(?:: (.*))?$/.exec(marker) ?? [];
  switch (what) {
    case 'config': {
      const [path = '', name = ''] = of.split(' ');
      return configOf(read(path), name);
    }
    case 'file':
      return read(of);
    case 'drawing':
      return drawClusters(clusters.filter((cluster) => cluster.name === of));
    case 'render':
      return written(['render']);
    case 'rpm':
      return written(['rpm', '--package-version', '1.0']);
    case 'audit': {
      const folder = project();
      put(folder, 'realserver', read('test/audit/corpus/seed-el6.sh'));
      const { stdout } = await lvsgen(folder, ['audit', 'realserver']);
      return stdout.match(/^.*error:.*\n/gm)?.join('');
    }
    case 'deploy':
    case 'migrate':
    case 'status':
      return undefined;
    default:
      throw new Error(`nobody knows what to do with <!-- ${marker} -->`);
  }
}

/** What a command says that it has written. */
async function written(argv: readonly string[]): Promise<string> {
  return (await lvsgen(project(), [...argv, '--no-lint'])).stderr;
}

/** The config with one of its clusters only; the comment above it comes along. */
function configOf(config: string, name: string): string {
  const [, ...parts] = config.split(/^clusters:\n|\n\n/m);
  const part = parts.find((one) => new RegExp(`^  ${name}:$`, 'm').test(one));
  if (part === undefined) throw new Error(`the config has no cluster ${name}`);
  return `clusters:\n${part.trimEnd()}\n`;
}

function reference(): string {
  const rows = describeKeys().map(({ key, type, required, default: value, description }) => [
    `\`${key}\``,
    phrase(type.split(' | '), 'or'),
    required ? 'required' : value === undefined ? '' : `\`${value}\``,
    description,
  ]);
  return tableOf([['key', 'type', 'default', 'what it is'], ...rows]);
}

function faultTable(): string {
  const rows = Object.entries(faults).map(([key, text]) => [`\`${key}\``, ...text.split(/\n +/)]);
  return tableOf([['rule', 'what is wrong, and why it hurts', 'what is right'], ...rows]);
}

function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
}
