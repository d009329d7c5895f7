import { isDeepStrictEqual as isEqual } from 'node:util';
import { counted, phrase } from '../base/words.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { type RoleName, roleOf, roleWord, type Selection } from '../roles/artifact.ts';
import { hostsOf } from '../roles/index.ts';
import { deviceOf, effects, quietKeys, some } from './effects.ts';
import type { TreePair } from './file-change.ts';
import { groupBy, nameList } from './markdown.ts';

const mostGroups = 50;

/** A cluster before and after; one of both is missing where it is added or removed. */
type Change = readonly [before: Cluster | undefined, after: Cluster | undefined];

/**
 * What changes of clusters mean on their hosts, as Markdown: what a reload does on which nodes, which connections end,
 * what needs more than a reload, and what needs nothing; numbered in the order in which it is done.
 */
export function hostWords(pairs: readonly TreePair[], selection: Selection): string {
  const told = pairs.flatMap(({ out, before, after }) =>
    changesOf(before.clusters, after.clusters).map((change) => {
      const names = new Set(change.flatMap((cluster) => cluster?.name ?? []));
      return { owner: out + [...names].join(' -> '), text: clusterText(change, selection) };
    }),
  );
  const groups = [...groupBy(told, ({ text }) => text)].filter(([text]) => text !== '');
  if (groups.length === 0) return 'Nothing: only the order of lists or a template changes.\n';
  const texts = groups.slice(0, mostGroups).map(([text, same]) => {
    const owners = same.map(({ owner }) => owner);
    return `**${nameList(owners, 20)}**\n\n${text}\n`;
  });
  const more = groups.slice(mostGroups).flatMap(([, same]) => same).length;
  if (more > 0) texts.push(`And ${counted(more, 'more cluster')}: --cluster selects some.\n`);
  return texts.join('\n');
}

/** Clusters that go, then the others. One that goes and one that comes are one, renamed, if they hold the same VIPs. */
function changesOf(before: readonly Cluster[], after: readonly Cluster[]): readonly Change[] {
  const holding = (one: Cluster): string =>
    String([one.mode, one.mode === 'nat' ? one.gateway : one.arp.ignore, one.vips.toSorted()]);
  const gone = before.filter(({ name }) => !after.some((one) => one.name === name));
  const changes = after.map((cluster): Change => {
    const same = before.find(({ name }) => name === cluster.name);
    if (same !== undefined) return [same, cluster];
    const old = gone.findIndex((one) => holding(one) === holding(cluster));
    return [old < 0 ? undefined : gone.splice(old, 1)[0], cluster];
  });
  return [...gone.map((old): Change => [old, undefined]), ...changes];
}

/** Real servers that come are ready before directors send them connections; those that go do so afterwards. */
function clusterText(change: Change, selection: Selection): string {
  const servers = stepsOf('real-server', change, selection);
  const { gone, stay, fresh } = stepsOf('director', change, selection);
  const steps = [servers.fresh, servers.stay, gone, stay, fresh, servers.gone].flat();
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

/** What is to be done on the nodes of one role that come, that stay and that go. */
function stepsOf(role: RoleName, [before, after]: Change, selection: Selection) {
  const nodesOf = (cluster?: Cluster): readonly ClusterNode[] => {
    const hosts = cluster === undefined ? [] : hostsOf(cluster, selection);
    return [...new Set(hosts.filter((host) => roleOf(host.role) === role).map(({ node }) => node))];
  };
  const words = (nodes: readonly ClusterNode[], cluster?: Cluster): string => {
    const device = cluster && deviceOf(cluster, role);
    const vips = device === undefined ? '' : ` (${some(cluster?.vips ?? [])} on ${device})`;
    return `the ${roleWord(role)}s on ${phrase(nodes.map(({ target }) => target.name))}${vips}`;
  };
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const among = (nodes: readonly ClusterNode[], { target }: ClusterNode): ClusterNode | undefined =>
    nodes.find((node) => node.target === target);
  const fresh = now.filter((node) => !among(old, node));
  const gone = old.filter((node) => !among(now, node));
  const kept = now.filter((node) => among(old, node));
  const stay: string[] = [];
  const steps = {
    fresh: fresh.length > 0 ? [`Install and start ${words(fresh, after)}.`] : [],
    gone:
      gone.length > 0
        ? [`Stop ${words(gone, before)}, then delete their files. Their connections end.`]
        : [],
    stay,
  };
  if (!before || !after || kept.length === 0) return steps;

  const found = effects(role, before, after).map((text) => `\n   - ${text}`);
  if (before.name !== after.name) {
    const how =
      role === 'director'
        ? 'stop the old script and delete its files, then install and start the new one: both cannot have the services. Nobody is served meanwhile'
        : 'install and start the new script, then stop the old one and delete its files: what both list stays';
    stay.push(`On ${words(kept)}, ${how}.${found.join('')}`);
    return steps;
  }
  const [worker, newWorker] = [before, after].map(({ director }) =>
    role === 'director' && director?.keepalived ? 'keepalived' : 'the script',
  );
  const isOther = worker !== newWorker || before.mode !== after.mode;
  const anew = kept.filter(
    (node) => isOther || !isEqual(among(old, node)?.initSystems, node.initSystems),
  );
  if (anew.length > 0) {
    stay.push(
      `Stop ${worker} on ${words(anew)}, install the new files, then start ${newWorker}. Their connections end.`,
    );
  }
  const same = kept.filter((node) => !anew.includes(node));
  if (same.length === 0) return steps;
  const end = found.some((text) => text.includes('connections end')) ? '' : '. No connection ends';
  if (found.length > 0) stay.push(`Reload ${worker} on ${words(same)}${end}:${found.join('')}`);
  const [was, is] = [before, after].map((one) => (role === 'director' ? one.director : one));
  const quiet = quietKeys.filter(
    (key) => !isEqual(Reflect.get(was ?? {}, key), Reflect.get(is ?? {}, key)),
  );
  if (quiet.length > 0) stay.push(`Needs no reload on ${words(same)}: ${phrase(quiet)}.`);
  if (was?.guard !== is?.guard && same.some(({ initSystems }) => initSystems.includes('systemd'))) {
    // The guard has no [Install]: the service starts it.
    stay.push(
      `On ${words(same)}, after \`systemctl daemon-reload\`: \`systemctl ${is?.guard ? 'start' : 'stop'} SERVICE-guard\`. The upgrade of a package does so.`,
    );
  }
  return steps;
}
