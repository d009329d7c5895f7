import { auditFile } from '../audit/audit.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { counted, harmlessLine, phrase } from '../base/words.ts';
import { clusterFaults, heldVips, hostFaults } from '../host/faults.ts';
import { type Host, lookAtHost } from '../host/look.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';
import { filesOf } from './scripts.ts';
import { loadTrees } from './trees.ts';

type AuditOptions = Options<'audit [file..]'>;

/** Names what is wrong with scripts for LVS, of which nothing is run, or with this host. */
export async function run(options: AuditOptions, context: Context): Promise<ExitCode> {
  const { file: names = [], host, format } = options;
  const hint = 'name scripts, or look at this host with --host';
  if (host === true && names.length > 0) throw LvsgenError.of('--host takes no files', hint);
  if (host === true) return format === 'nagios' ? plugin(options, context) : tell(options, context);
  if (names.length === 0) throw LvsgenError.of('no file is named', hint);
  if (format === 'nagios') throw LvsgenError.of('--format nagios is for --host', hint);
  return auditFiles(names, context);
}

/** @throws LvsgenError when a file that is named cannot be read, or is no text */
async function auditFiles(names: readonly string[], context: Context): Promise<ExitCode> {
  const told: Diagnostic[] = [];
  const refused: Diagnostic[] = [];
  let found = false;
  for (const name of names) {
    for (const { file, bytes, isNamed, near } of await filesOf(name, context)) {
      try {
        const { diagnostics, isFinding, understood } = auditFile(file, bytes, near);
        found ||= isFinding;
        // Of what stands in a folder, most is not about LVS.
        if (understood.length > 0 || isNamed) told.push(...diagnostics);
      } catch (error) {
        if (!(error instanceof LvsgenError)) throw error;
        if (isNamed) refused.push(...error.diagnostics);
      }
    }
  }
  context.tell(told, 'data');
  if (refused.length > 0) throw new LvsgenError(refused);
  if (told.length === 0) context.err('nothing found\n');
  return found ? exitCodes.differences : exitCodes.clean;
}

/** Tells what is wrong on this host with the VIPs that it holds, and what of a cluster is not so here. */
async function tell(options: AuditOptions, context: Context): Promise<ExitCode> {
  const { host, faults, unseen } = await look(options, context);
  if (options.format === undefined || options.format === 'text') context.out(summary(host));
  context.tell([...faults, ...unseen], 'data');
  if (faults.length > 0) return exitCodes.differences;
  return unseen.length > 0 ? exitCodes.failure : exitCodes.clean;
}

async function look(
  { cluster = [], config }: AuditOptions,
  context: Context,
): Promise<{ host: Host; faults: Diagnostic[]; unseen: Diagnostic[] }> {
  const host = await lookAtHost(context.env);
  const trees = cluster.length > 0 ? await loadTrees({ config, cluster }, context) : [];
  const clusters = trees.flatMap((tree) => tree.clusters);
  const ofClusters = clusters
    .filter(({ name }) => cluster.includes(name))
    .flatMap((one) => clusterFaults(host, one));
  const unseen = host.unseen.map((what): Diagnostic => {
    const message = `could not look at ${what}`;
    return { severity: 'warning', rule: 'not-looked-at', message };
  });
  return { host, faults: [...hostFaults(host), ...ofClusters], unseen };
}

/** What there is, a line for each VIP, and for the table of IPVS. */
function summary(host: Host): string {
  const lines = heldVips(host).map(({ address, device, prefix }) => {
    const owners = phrase(host.owners.get(address) ?? ['no file that was looked at']);
    return `${address}/${prefix} on ${device}, set up by ${owners}`;
  });
  const services = host.table?.filter((line) => line.startsWith('-A')) ?? [];
  const ipvs = services.length > 0 ? [`IPVS has ${counted(services.length, 'service')}`] : [];
  const vips = lines.length > 0 || !host.addresses ? lines : ['no VIP on lo or tunl0'];
  return [...vips, ...ipvs].map((line) => `${harmlessLine(line)}\n`).join('');
}

/** One line for Nagios, and the exit status that its plugins have: OK, WARNING, CRITICAL, UNKNOWN. */
async function plugin(options: AuditOptions, context: Context): Promise<ExitCode> {
  const answer = (code: 0 | 1 | 2 | 3, text: string): ExitCode => {
    const word = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'][code] ?? '';
    // What stands behind a bar is for graphs.
    context.out(`LVS ${word}: ${harmlessLine(text).replaceAll('|', '/')}\n`);
    return code;
  };
  try {
    const { host, faults, unseen } = await look(options, context);
    const worst = faults.find(({ severity }) => severity === 'error') ?? faults[0] ?? unseen[0];
    if (worst === undefined)
      return answer(0, `${counted(heldVips(host).length, 'VIP')} on lo and tunl0, nothing wrong`);
    const more = faults.length + unseen.length - 1;
    const code = faults.length === 0 ? 3 : worst.severity === 'error' ? 2 : 1;
    return answer(code, more > 0 ? `${worst.message} (and ${more} more)` : worst.message);
  } catch (error) {
    if (error instanceof LvsgenError) return answer(3, error.message);
    throw error;
  }
}
