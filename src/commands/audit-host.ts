import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { counted, phrase } from '../base/words.ts';
import { type Claim, claimsOf, ownerName } from '../host/claims.ts';
import { clusterFaults } from '../host/cluster.ts';
import { heldVips, hostFaults } from '../host/faults.ts';
import { type Host, lookAtHost } from '../host/look.ts';
import { harmlessLine } from '../report/harmless.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

/** Tells what is wrong on this host with the VIPs that it holds, and what of a cluster is not so here. */
export async function auditHost(
  options: Options<'audit [file..]'>,
  context: Context,
): Promise<ExitCode> {
  if (options.file !== undefined) {
    throw LvsgenError.of('--host takes no files', 'name scripts, or look at this host with --host');
  }
  if (options.format === 'nagios') return plugin(options, context);
  const { host, claims, faults, unseen } = await look(options, context);
  if (options.format === undefined || options.format === 'text') context.out(summary(host, claims));
  context.tell([...faults, ...unseen], 'data');
  if (faults.length > 0) return exitCodes.differences;
  return unseen.length > 0 ? exitCodes.failure : exitCodes.clean;
}

async function look({ cluster = [], ...options }: Options<'audit [file..]'>, context: Context) {
  const host = await lookAtHost(context.env);
  const claims = claimsOf(host.files);
  const { config } = options;
  const trees = cluster.length > 0 ? await loadTrees({ config, cluster }, context) : [];
  const clusters = trees
    .flatMap((tree) => tree.clusters)
    .filter(({ name }) => cluster.includes(name));
  const ofClusters = clusters.flatMap((one) => [...clusterFaults(host, one)]);
  const unseen = host.unseen.map((what): Diagnostic => ({
    severity: 'warning',
    rule: 'not-looked-at',
    message: `could not look at ${what}`,
  }));
  return { host, claims, faults: [...hostFaults(host, claims), ...ofClusters], unseen };
}

/** What there is, a line for each VIP, and for the table of IPVS. */
function summary(host: Host, claims: readonly Claim[]): string {
  const lines = heldVips(host).map(({ address, device, prefix }) => {
    const files = claims.filter((one) => one.address === address).map(({ file }) => file);
    const owners = [...new Set(files)].map((file) => ownerName(file, host.running));
    return `${address}/${prefix} on ${device}, set up by ${phrase(owners) || 'no file that was looked at'}`;
  });
  const services = host.table?.filter((line) => line.startsWith('-A')) ?? [];
  const ipvs = services.length > 0 ? [`IPVS has ${counted(services.length, 'service')}`] : [];
  const vips = lines.length > 0 || !host.addresses ? lines : ['no VIP on lo or tunl0'];
  return [...vips, ...ipvs].map((line) => `${harmlessLine(line)}\n`).join('');
}

/** One line for Nagios, and the exit status that its plugins have: OK, WARNING, CRITICAL, UNKNOWN. */
async function plugin(options: Options<'audit [file..]'>, context: Context): Promise<ExitCode> {
  const answer = (code: 0 | 1 | 2 | 3, text: string): ExitCode => {
    const word = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'][code] ?? '';
    // What stands behind a bar is for graphs.
    context.out(`LVS ${word}: ${harmlessLine(text).replaceAll('|', '/')}\n`);
    return code;
  };
  try {
    const { host, faults, unseen } = await look(options, context);
    const worst = faults.find(({ severity }) => severity === 'error') ?? faults[0] ?? unseen[0];
    const all = faults.length + unseen.length;
    const more = all > 1 ? ` (and ${all - 1} more)` : '';
    if (worst === undefined)
      return answer(0, `${counted(heldVips(host).length, 'VIP')} on lo and tunl0, nothing wrong`);
    const code = faults.length === 0 ? 3 : worst.severity === 'error' ? 2 : 1;
    return answer(code, worst.message + more);
  } catch (error) {
    if (error instanceof LvsgenError) return answer(3, error.message);
    throw error;
  }
}
