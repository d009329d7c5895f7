import { phrase } from '../base/quote.ts';
import { unitOf } from '../output/paths.ts';
import { roleNames } from '../roles/artifact.ts';
import { targetNames } from '../targets/index.ts';
import { fate, type FileChange } from './file-change.ts';
import { codeSpan, counted, groupBy } from './text.ts';

/** So many clusters are named in a cell; of more, only their number is told. */
const mostNames = 3;

/** Whose file it is: the cluster, with its output folder in front where there are several. */
export function ownerOf({ out, path }: FileChange): string {
  return out + path.slice(0, path.indexOf('/'));
}

/** Whose files these are, in a few words: the one name, or such as "40 clusters". */
export function ownersOf(files: readonly FileChange[]): string {
  const owners = [...new Set(files.map(ownerOf))];
  return owners.length === 1 ? codeSpan(owners.join()) : counted(owners.length, 'cluster');
}

/** Which nodes these files are of, such as "real servers on el6 and el7". */
export function nodesOf(files: readonly FileChange[]): string {
  const places = files.map(({ path }) => path.split('/'));
  const texts = roleNames.flatMap((role) => {
    const ofRole = places.filter((place) => place[1] === role);
    const targets = targetNames.filter((name) => ofRole.some((place) => place[2] === name));
    return targets.length === 0 ? [] : [`${plural(role)} on ${phrase(targets, 'and')}`];
  });
  return phrase(texts, 'and');
}

/** Which nodes change and how: a row for each role, a column for each system. */
export function nodeTable(changes: readonly FileChange[]): string {
  const nodes = Array.from(
    groupBy(changes, ({ out, path }) => out + unitOf(path)).values(),
    (files) => {
      const [, role = '', target = ''] = files[0].path.split('/', 3);
      return { owner: ownerOf(files[0]), role, target, fate: fateOfNode(files) };
    },
  ).filter((node) => node.fate !== 'same');
  const targets = targetNames.filter((name) => nodes.some(({ target }) => target === name));
  const roles = roleNames.filter((name) => nodes.some(({ role }) => role === name));
  const cell = (role: string, target: string): string =>
    (['changed', 'new', 'gone'] as const)
      .flatMap((fate) => {
        const here = nodes.filter(
          (node) => node.role === role && node.target === target && node.fate === fate,
        );
        if (here.length === 0) return [];
        if (here.length > mostNames) return [`${counted(here.length, 'cluster')} ${fate}`];
        // A cell ends at a bar, in code too.
        const names = here.map(({ owner }) => codeSpan(owner).replaceAll('|', '\\|'));
        return [`${names.join(', ')} ${fate}`];
      })
      .join('; ');
  const rows = [
    ['', ...targets],
    ['---', ...targets.map(() => '---')],
    ...roles.map((role) => [plural(role), ...targets.map((target) => cell(role, target))]),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function fateOfNode(files: readonly FileChange[]): 'changed' | 'new' | 'gone' | 'same' {
  if (files.every(({ before }) => before === undefined)) return 'new';
  if (files.every(({ after }) => after === undefined)) return 'gone';
  return files.some((file) => fate(file) !== 'same') ? 'changed' : 'same';
}

function plural(role: string): string {
  return `${role.replace('-', ' ')}s`;
}
