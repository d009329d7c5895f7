import { phrase } from '../base/quote.ts';
import type { Cluster } from '../model/cluster.ts';
import { sortPaths } from '../output/paths.ts';
import type { RoleName } from '../roles/artifact.ts';
import { type Selection, selects } from '../roles/selection.ts';
import type { TreePair } from './compare-trees.ts';
import { deviceOf, effects, isEqual, quietKeys, some } from './effects.ts';
import { counted, groupBy, nameList } from './text.ts';

const mostNames = 20;
const mostGroups = 50;

/**
 * What changes of clusters mean on their hosts, as Markdown: what a reload does on which nodes, which connections end,
 * what needs more than a reload, and what needs nothing.
 */
export function hostWords(pairs: readonly TreePair[], selection: Selection): string {
  const told = pairs.flatMap(({ out, before, after }) => {
    const [old, now] = [before?.clusters ?? [], after?.clusters ?? []];
    return sortPaths([...old, ...now].map(({ name }) => name)).map((wanted) => {
      const [was, is] = [old, now].map((all) => all.find(({ name }) => name === wanted));
      const lines = [
        ...roleLines('real-server', was, is, selection),
        ...roleLines('director', was, is, selection),
      ];
      return { owner: out + wanted, text: lines.join('\n') };
    });
  });
  const groups = [...groupBy(told, ({ text }) => text)].filter(([text]) => text !== '');
  const texts = groups.slice(0, mostGroups).map(([text, same]) => {
    const owners = same.map(({ owner }) => owner);
    return `**${nameList(owners, mostNames)}**\n\n${text}\n`;
  });
  if (texts.length === 0) return 'Nothing: only the order of lists or a template changes.\n';
  const more = groups.slice(mostGroups).flatMap(([, same]) => same).length;
  if (more > 0) texts.push(`And ${counted(more, 'more cluster')}: --cluster selects some.\n`);
  return texts.join('\n');
}

/** What is to be done on the nodes of one role. */
function roleLines(
  role: RoleName,
  before: Cluster | undefined,
  after: Cluster | undefined,
  selection: Selection,
): readonly string[] {
  const nodesOf = (cluster: Cluster | undefined): ReadonlyMap<string, string> => {
    const nodes = (role === 'director' ? cluster?.director?.nodes : cluster?.nodes) ?? [];
    const named = nodes.map(
      ({ target, initSystems }) => [target.name, initSystems.join()] as const,
    );
    return new Map(
      named.filter(([target]) => selects(selection, `${cluster?.name ?? ''}/${role}/${target}`)),
    );
  };
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const of = (targets: readonly string[], cluster?: Cluster): string => {
    const device = cluster && deviceOf(cluster, role);
    const vips = device === undefined ? '' : ` (${some(cluster?.vips ?? [])} on ${device})`;
    return `the ${role.replace('-', ' ')}s on ${phrase(targets, 'and')}${vips}`;
  };
  const lines: string[] = [];
  const gone = [...old.keys()].filter((target) => !now.has(target));
  if (gone.length > 0) {
    lines.push(`- Stop ${of(gone, before)}, then delete their files. Their connections end.`);
  }
  const isOther = before?.mode !== after?.mode;
  const stay = [...now.keys()].filter((target) => old.has(target));
  const anew = stay.filter((target) => isOther || old.get(target) !== now.get(target));
  if (anew.length > 0) {
    const mode = `the mode is ${after?.mode ?? ''} instead of ${before?.mode ?? ''}`;
    const reason = isOther ? mode : 'another init system starts them';
    lines.push(
      `- Stop ${of(anew)} with the old script, install the new one, then start: ${reason}. Their connections end.`,
    );
  }
  const same = stay.filter((target) => !anew.includes(target));
  if (same.length > 0 && before !== undefined && after !== undefined) {
    lines.push(...reloadLines(role, before, after, of(same)));
  }
  const fresh = [...now.keys()].filter((target) => !old.has(target));
  if (fresh.length > 0) lines.push(`- Install and start ${of(fresh, after)}.`);
  return lines;
}

function reloadLines(role: RoleName, before: Cluster, after: Cluster, nodes: string): string[] {
  const found = effects(role, before, after);
  const end = found.some((text) => text.includes('connections end')) ? '' : '. No connection ends';
  const [old, now] = [before, after].map((cluster) => {
    return new Map(Object.entries((role === 'director' ? cluster.director : cluster) ?? {}));
  });
  const quiet = quietKeys.filter((key) => !isEqual(old?.get(key), now?.get(key)));
  return [
    ...(found.length > 0 ? [`- Reload ${nodes}${end}:`] : []),
    ...found.map((text) => `  - ${text}`),
    ...(quiet.length > 0 ? [`- Needs no reload on ${nodes}: ${phrase(quiet, 'and')}.`] : []),
  ];
}
