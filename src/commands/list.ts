import { type ExitCode, exitCodes } from '../base/io.ts';
import { harmlessJson } from '../base/words.ts';
import { serviceText } from '../explain/services.ts';
import type { Cluster } from '../model/cluster.ts';
import { artifactsOn, type Host, hostsOf } from '../roles/index.ts';
import { type Context, selectionOf } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

export async function run(options: Options<'list'>, context: Context): Promise<ExitCode> {
  const selection = selectionOf(options);
  const clusters = (await loadTrees(options, context)).flatMap((tree) => tree.clusters);
  const nodes = clusters.flatMap((cluster) =>
    hostsOf(cluster, selection).map((host) => nodeOf(cluster, host)),
  );
  const json = (): string => harmlessJson({ version: 1, nodes });
  context.out(options.format === 'json' ? json() : tableOf(nodes));
  return exitCodes.clean;
}

/** What the hosts of one cluster, role and target get. */
function nodeOf(cluster: Cluster, host: Host) {
  const { name, mode, vips, director } = cluster;
  const { role, node } = host;
  const services = role === 'real-server' ? [] : (director?.services ?? []);
  const files = artifactsOn(cluster, host).map(({ installPath }) => installPath);
  return {
    ...{ cluster: name, role, target: node.target.name, mode, vips },
    ...{ services: services.map(serviceText), files: files.sort() },
  };
}

function tableOf(nodes: readonly ReturnType<typeof nodeOf>[]): string {
  const rows = nodes.map(({ cluster, role, target, mode, vips, services, files }) => [
    ...[cluster, role, target, mode, String(files.length)],
    ...[short(vips, ', '), short(services, '; ')],
  ]);
  const head = ['CLUSTER', 'ROLE', 'TARGET', 'MODE', 'FILES', 'VIPS', 'SERVICES'];
  const table = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  const lines = table.map((cells) => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)));
  return lines.map((cells) => `${cells.join('  ').trimEnd()}\n`).join('');
}

/** The first ones, so that a line stays a line. */
function short(words: readonly string[], separator: string): string {
  const more = words.length - 3;
  return [...words.slice(0, 3), ...(more > 0 ? [`+${more}`] : [])].join(separator);
}
