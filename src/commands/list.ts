import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { serviceText } from '../explain/services.ts';
import type { Cluster } from '../model/cluster.ts';
import { jsonText } from '../report/harmless.ts';
import { artifactsOf } from '../roles/index.ts';
import { selects } from '../roles/selection.ts';
import type { Report } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees, unitsOf } from './trees.ts';

/** What `lvsgen list` is told. */
export interface ListOptions extends SelectOptions {
  /** A table, or a document for programs. */
  readonly format: 'text' | 'json';
}

/** What the hosts of one cluster, role and target get. */
interface Row {
  readonly cluster: string;
  readonly role: string;
  readonly target: string;
  readonly mode: string;
  readonly vips: readonly string[];
  /** Of a director. */
  readonly services: readonly string[];
  /** Where they are installed. */
  readonly files: readonly string[];
}

/** Lists each cluster, role and target: mode, VIPs, services and files. */
export async function list(options: ListOptions, io: Io, report: Report): Promise<ExitCode> {
  const selection = selectionOf(options);
  const trees = await loadTrees(options, io, report);
  const rows = trees.flatMap(({ clusters }) =>
    clusters.flatMap((cluster) =>
      unitsOf(cluster)
        .filter((unit) => selects(selection, unit))
        .map((unit) => rowOf(cluster, unit)),
    ),
  );
  io.out(options.format === 'json' ? jsonText({ version: 1, nodes: rows }) : tableOf(rows));
  return exitCodes.clean;
}

function rowOf(cluster: Cluster, unit: string): Row {
  const [, role = '', target = ''] = unit.split('/');
  const { name, mode, vips, director } = cluster;
  const services = role.startsWith('director') ? (director?.services ?? []) : [];
  const files = artifactsOf(cluster)
    .filter((one) => one.role === role && one.target === target)
    .map(({ installPath }) => installPath)
    .sort();
  return { cluster: name, role, target, mode, vips, services: services.map(serviceText), files };
}

function tableOf(rows: readonly Row[]): string {
  const head = ['CLUSTER', 'ROLE', 'TARGET', 'MODE', 'FILES', 'VIPS', 'SERVICES'];
  const lines = rows.map(({ cluster, role, target, mode, vips, services, files }) => [
    ...[cluster, role, target, mode, String(files.length)],
    ...[short(vips), short(services)],
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((cells) => cells[column]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** The first ones, so that a line stays a line. */
function short(words: readonly string[]): string {
  const more = words.length - 3;
  return [...words.slice(0, 3), ...(more > 0 ? [`+${more}`] : [])].join(', ');
}
