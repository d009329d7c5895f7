import { basename, join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { findOnPath, runTool } from '../base/run-tool.ts';
import { inTemporaryFolder } from '../base/files.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding, type Linted, toolFailure, versionOf } from './linter.ts';

/** In English, and only of our units: an empty path leaves those of this machine out. */
const env = { LC_ALL: 'C', SYSTEMD_LOG_LEVEL: 'info', SYSTEMD_UNIT_PATH: '' };

/**
 * What is said of units that are as they should be: the logic is not on the machine that lints, nor are the services
 * that a unit waits for or belongs to. And what follows from another message.
 */
const expected =
  /^(Command \S+ is not executable: No such file|Failed to create \S+\/start: |Unit configuration has fatal error|has a bad unit file setting)/;

/** Verifies the units among the rendered files by `systemd-analyze verify`, where it is installed. */
export async function verifyUnits(
  files: readonly RenderedFile[],
  searchPath: string | undefined,
): Promise<Linted<{ readonly version: number } | undefined>> {
  const path = findOnPath('systemd-analyze', searchPath);
  if (path === undefined) return { diagnostics: [], report: undefined };
  const version = await versionOf(path, /^systemd (\d+)/m, env);
  // Units of one role and target have names of their own; others may have the same.
  const trees = new Map<string, Map<string, RenderedFile>>();
  for (const unit of files.filter((file) => file.language === 'systemd')) {
    const key = `${unit.role}/${unit.target}`;
    const tree = trees.get(key) ?? new Map<string, RenderedFile>();
    trees.set(key, tree.set(basename(unit.path), unit));
  }
  const diagnostics: Diagnostic[] = [];
  for (const units of trees.values()) diagnostics.push(...(await verify(units, path)));
  return { diagnostics, report: { version: Number(version) } };
}

async function verify(
  units: ReadonlyMap<string, RenderedFile>,
  path: string,
): Promise<readonly Diagnostic[]> {
  const contents = new Map(Array.from(units, ([name, { content }]) => [name, content]));
  return inTemporaryFolder(contents, async (folder) => {
    const paths = Array.from(units.keys(), (name) => join(folder, name));
    const { exitCode, stderr } = await runTool(path, ['verify', '--man=no', ...paths], { env });
    // `<folder>/<unit>:<line>: <text>`, `<unit>: <text>` or `Unit <unit> <text>`
    const form = /^(?:Unit )?([^\s:]+)(?::(\d+))?(?:: | )(.*)$/gm;
    const messages = [...stderr.replaceAll(`${folder}/`, '').matchAll(form)].flatMap(
      ([, name = '', line, text = '']) => {
        const unit = units.get(name);
        const position = line === undefined ? undefined : { line: Number(line), column: 1 };
        return unit ? [finding(unit, 'error', 'systemd-analyze', text, position)] : [];
      },
    );
    if (exitCode !== 0 && messages.length === 0) {
      throw toolFailure(path, `failed with exit code ${exitCode}`, stderr);
    }
    return messages.filter(({ message }) => !expected.test(message));
  });
}
