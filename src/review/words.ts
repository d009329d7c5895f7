import { phrase } from '../base/quote.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { RoleName } from '../roles/artifact.ts';
import { roleWord } from '../roles/index.ts';
import { type Selection, selects } from '../roles/selection.ts';
import type { TreePair } from './compare-trees.ts';
import { deviceOf, effects, isEqual, quietKeys, some } from './effects.ts';
import { counted, groupBy, nameList } from './text.ts';

const mostNames = 20;
const mostGroups = 50;

/** A cluster before and after; one of both is missing where it is added or removed. */
type Change = readonly [before: Cluster | undefined, after: Cluster | undefined];

/**
 * What changes of clusters mean on their hosts, as Markdown: what a reload does on which nodes, which connections end,
 * what needs more than a reload, and what needs nothing.
 */
export function hostWords(pairs: readonly TreePair[], selection: Selection): string {
  const told = pairs.flatMap(({ out, before, after }) =>
    changesOf(before?.clusters ?? [], after?.clusters ?? []).map((change) => {
      const names = new Set(change.flatMap((cluster) => cluster?.name ?? []));
      return { owner: out + [...names].join(' -> '), lines: clusterLines(change, selection) };
    }),
  );
  const groups = [...groupBy(told, ({ lines }) => lines.join('\n'))].filter(([text]) => text);
  if (groups.length === 0) return 'Nothing: only the order of lists or a template changes.\n';
  const texts = groups.slice(0, mostGroups).map(([text, same]) => {
    const owners = same.map(({ owner }) => owner);
    return `**${nameList(owners, mostNames)}**\n\n${text}\n`;
  });
  const more = groups.slice(mostGroups).flatMap(([, same]) => same).length;
  if (more > 0) texts.push(`And ${counted(more, 'more cluster')}: --cluster selects some.\n`);
  const isOrdered = told.some(
    ({ lines }) => lines.filter((line) => line.startsWith('-')).length > 1,
  );
  return (isOrdered ? 'For each cluster in this order:\n\n' : '') + texts.join('\n');
}

/** Clusters that go, then the others. One that goes and one that comes are one, renamed, if they hold the same VIPs. */
function changesOf(before: readonly Cluster[], after: readonly Cluster[]): readonly Change[] {
  const isIn = (all: readonly Cluster[], name: string) => all.some((one) => one.name === name);
  const holding = (cluster: Cluster): unknown[] => {
    const { mode, vips } = cluster;
    return [mode, vips.toSorted(), mode === 'nat' ? cluster.gateway : cluster.arp.ignore];
  };
  const gone = before.filter(({ name }) => !isIn(after, name));
  const changes = after.map((cluster): Change => {
    const same = before.find(({ name }) => name === cluster.name);
    if (same !== undefined) return [same, cluster];
    const old = gone.findIndex((one) => isEqual(holding(one), holding(cluster)));
    return [old < 0 ? undefined : gone.splice(old, 1)[0], cluster];
  });
  return [...gone.map((old): Change => [old, undefined]), ...changes];
}

/** Real servers that come are ready before directors send them connections; those that go do so afterwards. */
function clusterLines(change: Change, selection: Selection): readonly string[] {
  const servers = roleLines('real-server', change, selection);
  const directors = roleLines('director', change, selection);
  return [
    servers.fresh,
    servers.stay,
    directors.gone,
    directors.stay,
    directors.fresh,
    servers.gone,
  ].flat();
}

type RoleLines = Readonly<Record<'fresh' | 'stay' | 'gone', readonly string[]>>;

/** What is to be done on the nodes of one role. */
function roleLines(role: RoleName, [before, after]: Change, selection: Selection): RoleLines {
  const nodesOf = (cluster: Cluster | undefined): readonly ClusterNode[] =>
    ((role === 'director' ? cluster?.director : cluster)?.nodes ?? []).filter(({ target }) =>
      selects(selection, `${cluster?.name ?? ''}/${role}/${target.name}`),
    );
  /** One line about nodes, and about the VIPs that a cluster has there; none about none. */
  const tell = (
    nodes: readonly ClusterNode[],
    line: (words: string) => string | readonly string[],
    cluster?: Cluster,
  ): readonly string[] => {
    const device = cluster && deviceOf(cluster, role);
    const vips = device === undefined ? '' : ` (${some(cluster?.vips ?? [])} on ${device})`;
    const targets = phrase(
      nodes.map(({ target }) => target.name),
      'and',
    );
    return nodes.length === 0 ? [] : [line(`the ${roleWord(role)}s on ${targets}${vips}`)].flat();
  };
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const [was, is] = [old, now].map((nodes) => {
    return new Map(nodes.map(({ target, initSystems }) => [target, initSystems.join()]));
  });
  const stay = now.filter(({ target }) => was?.has(target));
  const fresh = now.filter((node) => !stay.includes(node));
  const gone = old.filter(({ target }) => !is?.has(target));
  const lines = {
    fresh: tell(fresh, (nodes) => `- Install and start ${nodes}.`, after),
    gone: tell(
      gone,
      (nodes) => `- Stop ${nodes}, then delete their files. Their connections end.`,
      before,
    ),
  };
  if (before === undefined || after === undefined) return { ...lines, stay: [] };
  if (before.name !== after.name) {
    const rename = (nodes: string): string =>
      role === 'director'
        ? `- On ${nodes}, stop the old script and delete its files, then install and start the new one: both cannot have the services. Nobody is served meanwhile.`
        : `- On ${nodes}, install and start the new script, then stop the old one and delete its files: what both list stays.`;
    return {
      ...lines,
      stay: tell(stay, (nodes) => [
        rename(nodes),
        ...effects(role, before, after).map((text) => `  - ${text}`),
      ]),
    };
  }
  const isOther = before.mode !== after.mode;
  const reason = isOther
    ? `the mode is ${after.mode} instead of ${before.mode}`
    : 'another init system starts them';
  const anew = stay.filter(({ target }) => isOther || was?.get(target) !== is?.get(target));
  const same = stay.filter((node) => !anew.includes(node));
  return {
    ...lines,
    stay: [
      ...tell(
        anew,
        (nodes) =>
          `- Stop ${nodes} with the old script, install the new one, then start: ${reason}. Their connections end.`,
      ),
      ...tell(same, (nodes) => reloadLines(role, before, after, nodes)),
      ...tell(
        same.filter(({ initSystems }) => initSystems.includes('systemd')),
        (nodes) => guardLines(role, before, after, nodes),
      ),
    ],
  };
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

/** The guard has no [Install]: the service starts it. */
function guardLines(role: RoleName, before: Cluster, after: Cluster, nodes: string): string[] {
  const [old, now] = [before, after].map((cluster) => {
    return (role === 'director' ? cluster.director : cluster)?.guard;
  });
  if (old === now) return [];
  return [
    now === true
      ? `- The guard of ${nodes} starts with the next start of the service. To start it now: \`systemctl daemon-reload\`, then \`systemctl start SERVICE-guard\`. The upgrade of a package does so.`
      : `- Stop the guard of ${nodes}: \`systemctl stop SERVICE-guard\`, then delete its unit, and \`systemctl daemon-reload\`. The upgrade of a package does so.`,
  ];
}
