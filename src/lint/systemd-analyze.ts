import { basename, join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { findOnPath } from './executable.ts';
import { finding } from './finding.ts';
import { runTool, toolFailure } from './run-tool.ts';
import { isFinding, parseMessages } from './systemd-messages.ts';
import { inTemporaryFolder } from '../base/temporary-folder.ts';

const batchSize = 100;

/** Targets that every service refers to by default: without them verification ends before it looks for cycles. */
const standIns: readonly (readonly [string, string])[] = [
  'sysinit.target',
  'basic.target',
  'shutdown.target',
].map((name) => [name, `[Unit]\nDescription=${name}\n`]);

/** Plain messages on standard error, in English, and only of our units: an empty path leaves those of this machine out. */
const env = {
  LC_ALL: 'C',
  SYSTEMD_COLORS: '0',
  SYSTEMD_LOG_LEVEL: 'info',
  SYSTEMD_LOG_LOCATION: '0',
  SYSTEMD_LOG_TARGET: 'console',
  SYSTEMD_LOG_TIME: '0',
  SYSTEMD_UNIT_PATH: '',
};

/** What `systemd-analyze verify` says about the units, and which version said it. */
export interface SystemdAnalysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: { readonly version: number } | undefined;
}

/**
 * Verifies the units among the rendered files by `systemd-analyze verify`, where it is installed.
 *
 * @throws LvsgenError when it fails at its work
 */
export async function verifyUnits(
  files: readonly RenderedFile[],
  searchPath: string | undefined,
): Promise<SystemdAnalysis> {
  const path = await findOnPath('systemd-analyze', searchPath);
  if (path === undefined) return { diagnostics: [], report: undefined };
  const version = await readVersion(path);
  const diagnostics: Diagnostic[] = [];
  const units = files.filter((file) => file.language === 'systemd');
  for (const batch of batchesOf(units)) {
    diagnostics.push(...(await verifyBatch(batch, path, version)));
  }
  return { diagnostics, report: { version } };
}

async function readVersion(path: string): Promise<number> {
  const { exitCode, stdout, stderr } = await runTool(path, ['--version'], { env });
  const version = /^systemd (\d+)/m.exec(stdout)?.[1];
  if (exitCode === 0 && version !== undefined) return Number(version);
  throw toolFailure(path, 'does not tell its version as systemd does', stderr || stdout);
}

/** Units of one role and target have names of their own; others may have the same. */
function batchesOf(units: readonly RenderedFile[]): readonly (readonly RenderedFile[])[] {
  const batches: RenderedFile[][] = [];
  const open = new Map<string, RenderedFile[]>();
  for (const unit of units) {
    const key = `${unit.role}/${unit.target}`;
    let batch = open.get(key);
    if (batch === undefined || batch.length === batchSize) {
      batch = [];
      batches.push(batch);
      open.set(key, batch);
    }
    batch.push(unit);
  }
  return batches;
}

async function verifyBatch(
  batch: readonly RenderedFile[],
  path: string,
  version: number,
): Promise<readonly Diagnostic[]> {
  const units = new Map(batch.map((unit) => [basename(unit.path), unit]));
  const contents = new Map([
    ...standIns,
    ...batch.map((u) => [basename(u.path), u.content] as const),
  ]);
  return inTemporaryFolder(contents, async (folder) => {
    // Older ones always look for the manual pages that a unit names, and do not know the option.
    const options = version >= 235 ? ['--man=no'] : [];
    const args = ['verify', ...options, ...Array.from(units.keys(), (name) => join(folder, name))];
    const { exitCode, stdout, stderr } = await runTool(path, args, { cwd: folder, env });
    const messages = parseMessages(stderr, folder, units);
    if (exitCode !== 0 && messages.length === 0) {
      throw toolFailure(path, `failed with exit code ${exitCode}`, stderr || stdout);
    }
    return messages
      .filter(isFinding)
      .map(({ unit, line, text }) =>
        finding(
          unit,
          line === undefined ? undefined : { line, column: 1 },
          'systemd-analyze',
          text,
        ),
      );
  });
}
