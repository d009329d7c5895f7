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

type Lines = Readonly<Record<'fresh' | 'stay' | 'gone', string[]>>;

/** What is to be done on the nodes of one role that come, that stay and that go. */
function roleLines(role: RoleName, [before, after]: Change, selection: Selection): Lines {
  const groupOf = (cluster?: Cluster) => (role === 'director' ? cluster?.director : cluster);
  const nodesOf = (cluster?: Cluster): readonly ClusterNode[] =>
    (groupOf(cluster)?.nodes ?? []).filter(({ target }) =>
      selects(selection, `${cluster?.name ?? ''}/${role}/${target.name}`),
    );
  const words = (nodes: readonly ClusterNode[], cluster?: Cluster): string => {
    const targets = nodes.map(({ target }) => target.name);
    const device = cluster && deviceOf(cluster, role);
    const vips = device === undefined ? '' : ` (${some(cluster?.vips ?? [])} on ${device})`;
    return `the ${roleWord(role)}s on ${phrase(targets)}${vips}`;
  };
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const among = (nodes: readonly ClusterNode[], { target }: ClusterNode): ClusterNode | undefined =>
    nodes.find((node) => node.target === target);
  const lines: Lines = { fresh: [], stay: [], gone: [] };
  const fresh = now.filter((node) => !among(old, node));
  if (fresh.length > 0) lines.fresh.push(`- Install and start ${words(fresh, after)}.`);
  const gone = old.filter((node) => !among(now, node));
  if (gone.length > 0) {
    const what = words(gone, before);
    lines.gone.push(`- Stop ${what}, then delete their files. Their connections end.`);
  }

  const stay = now.filter((node) => among(old, node));
  if (before === undefined || after === undefined || stay.length === 0) return lines;
  const found = effects(role, before, after).map((text) => `  - ${text}`);
  if (before.name !== after.name) {
    lines.stay.push(
      role === 'director'
        ? `- On ${words(stay)}, stop the old script and delete its files, then install and start the new one: both cannot have the services. Nobody is served meanwhile.`
        : `- On ${words(stay)}, install and start the new script, then stop the old one and delete its files: what both list stays.`,
      ...found,
    );
    return lines;
  }
  const [was, is] = [groupOf(before), groupOf(after)];
  const isKept = (of: object | undefined): boolean => valueOf(of, 'keepalived') !== undefined;
  const isMoved = isKept(was) !== isKept(is);
  const isOther = before.mode !== after.mode || isMoved;
  const anew = stay.filter(
    (node) => isOther || !isEqual(among(old, node)?.initSystems, node.initSystems),
  );
  if (anew.length > 0) {
    const mode = `the mode is ${after.mode} instead of ${before.mode}`;
    const moved = `keepalived ${isKept(is) ? 'takes the place of the script' : 'gives way to the script'}`;
    const reason = isMoved ? moved : isOther ? mode : 'another init system starts them';
    lines.stay.push(
      `- Stop ${words(anew)} with the old script, install the new one, then start: ${reason}. Their connections end.`,
    );
  }
  const same = stay.filter((node) => !anew.includes(node));
  if (same.length === 0) return lines;
  const end = found.some((text) => text.includes('connections end')) ? '' : '. No connection ends';
  if (found.length > 0) lines.stay.push(`- Reload ${words(same)}${end}:`, ...found);
  const quiet = quietKeys.filter((key) => !isEqual(valueOf(was, key), valueOf(is, key)));
  if (quiet.length > 0) {
    lines.stay.push(`- Needs no reload on ${words(same)}: ${phrase(quiet)}.`);
  }
  const guarded = same.filter(({ initSystems }) => initSystems.includes('systemd'));
  if (guarded.length > 0 && was?.guard !== is?.guard) {
    // The guard has no [Install]: the service starts it.
    const how =
      is?.guard === true
        ? 'starts with the next start of the service. To start it now: `systemctl daemon-reload`, then `systemctl start SERVICE-guard`.'
        : 'is to be stopped: `systemctl stop SERVICE-guard`, then delete its unit, and `systemctl daemon-reload`.';
    lines.stay.push(`- The guard of ${words(guarded)} ${how} The upgrade of a package does so.`);
  }
  return lines;
}

function valueOf(of: object | undefined, key: string): unknown {
  return (of as Readonly<Record<string, unknown>> | undefined)?.[key];
}
