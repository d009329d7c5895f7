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
  const told = pairs.flatMap(({ out, before, after }) => {
    const old = new Map(before.clusters.map((one) => [one.name, one]));
    const now = new Map(after.clusters.map((one) => [one.name, one]));
    // Clusters that go come first: another one may get their VIPs.
    const gone = [...old.keys()].filter((name) => !now.has(name));
    return [...gone, ...now.keys()].map((name) => {
      const text = clusterText([old.get(name), now.get(name)], selection);
      return { owner: out + name, text };
    });
  });
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

/** Real servers that come are ready before directors send them connections; those that go do so afterwards. */
function clusterText(change: Change, selection: Selection): string {
  const servers = stepsOf('real-server', change, selection);
  const { gone, stay, fresh } = stepsOf('director', change, selection);
  const steps = [servers.fresh, servers.stay, gone, stay, fresh, servers.gone].flat();
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

/** What is to be done on the nodes of one role that come, that stay and that go. */
function stepsOf(role: RoleName, [before, after]: Change, selection: Selection) {
  const nodesOf = (cluster?: Cluster): ReadonlyMap<string, ClusterNode> => {
    const hosts = cluster === undefined ? [] : hostsOf(cluster, selection);
    const own = hosts.filter((host) => roleOf(host.role) === role);
    return new Map(own.map(({ node }) => [node.target.name, node]));
  };
  const words = (targets: readonly string[], cluster?: Cluster): string => {
    const device = cluster && deviceOf(cluster, role);
    const vips = device === undefined ? '' : ` (${some(cluster?.vips ?? [])} on ${device})`;
    return `the ${roleWord(role)}s on ${phrase(targets)}${vips}`;
  };
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const fresh = [...now.keys()].filter((target) => !old.has(target));
  const gone = [...old.keys()].filter((target) => !now.has(target));
  const kept = [...now.keys()].filter((target) => old.has(target));
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

  const [worker, newWorker] = [before, after].map(({ director }) =>
    role === 'director' && director?.keepalived ? 'keepalived' : 'the script',
  );
  const isOther = worker !== newWorker || before.mode !== after.mode;
  const anew = kept.filter(
    (name) => isOther || !isEqual(old.get(name)?.initSystems, now.get(name)?.initSystems),
  );
  if (anew.length > 0) {
    stay.push(
      `Stop ${worker} on ${words(anew)}, install the new files, then start ${newWorker}. Their connections end.`,
    );
  }
  const same = kept.filter((target) => !anew.includes(target));
  if (same.length === 0) return steps;
  const found = effects(role, before, after).map((text) => `\n   - ${text}`);
  const end = found.some((text) => text.includes('connections end')) ? '' : '. No connection ends';
  if (found.length > 0) stay.push(`Reload ${worker} on ${words(same)}${end}:${found.join('')}`);
  const [was, is] = [before, after].map((one) => (role === 'director' ? one.director : one));
  const quiet = quietKeys.filter(
    (key) => !isEqual(Reflect.get(was ?? {}, key), Reflect.get(is ?? {}, key)),
  );
  if (quiet.length > 0) stay.push(`Needs no reload on ${words(same)}: ${phrase(quiet)}.`);
  if (
    was?.guard !== is?.guard &&
    same.some((target) => now.get(target)?.initSystems.includes('systemd'))
  ) {
    // The guard has no [Install]: the service starts it.
    stay.push(
      `On ${words(same)}, after \`systemctl daemon-reload\`: \`systemctl ${is?.guard ? 'start' : 'stop'} SERVICE-guard\`. The upgrade of a package does so.`,
    );
  }
  return steps;
}
