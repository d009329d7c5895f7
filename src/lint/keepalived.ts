import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { findOnPath, runTool } from '../base/run-tool.ts';
import { inTemporaryFolder } from '../base/files.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding, type Linted, toolFailure, versionOf } from './linter.ts';

const env = { LC_ALL: 'C' };

/** What a later version says of words that those of el6 and el7 need. */
const expected =
  /^nb_get_retry is deprecated|Specifying lvs_sync_daemon_interface|^\s*Please use global lvs_sync_daemon/;

/**
 * Tests the configurations of keepalived among the rendered files by `keepalived -t`, where it is installed: a second
 * opinion, of its version, which may know more or less than that of a target. Some versions exit with 0 for an error, so
 * whatever one says is a finding.
 */
export async function testConfigurations(
  files: readonly RenderedFile[],
  searchPath = '',
): Promise<Linted<{ readonly version: string } | undefined>> {
  const configurations = files.filter(({ content }) => /^vrrp_instance /m.test(content));
  const path = findOnPath('keepalived', `${searchPath}:/usr/sbin:/sbin`);
  if (path === undefined || configurations.length === 0) {
    return { diagnostics: [], report: undefined };
  }
  const version = await versionOf(path, /^Keepalived v([\d.]+)/m, env);
  const diagnostics: Diagnostic[] = [];
  for (const file of configurations) diagnostics.push(...(await test(file, path)));
  return { diagnostics, report: { version } };
}

async function test(file: RenderedFile, path: string): Promise<Diagnostic[]> {
  // The interfaces, the users and the scripts are those of the directors, not of the machine that lints. 1.2.13 of el6
  // knows no security of scripts.
  const globals = 'dynamic_interfaces\nenable_script_security\nscript_user root';
  const tested = file.content
    .replaceAll(/^( *(?:script_)?user) .*$/gm, '$1 root')
    .replace(/^( *script) ".*"$/m, '$1 /bin/true');
  const main = `global_defs {\n${globals}\n}\ninclude tested\n`;
  const contents = new Map(Object.entries({ main, tested }));
  return inTemporaryFolder(contents, async (folder) => {
    const ended = await runTool(path, ['-t', '-f', join(folder, 'main')], { env });
    const said = `${ended.stdout}\n${ended.stderr}`.split('\n').filter((line) => line.trim());
    if (ended.exitCode !== 0 && said.length === 0) {
      throw toolFailure(path, `failed with exit code ${ended.exitCode}`, '');
    }
    return said.flatMap((line) => {
      const [, number, text = line] = /^\(.*: Line (\d+)\) (.*)$/.exec(line) ?? [];
      if (expected.test(text)) return [];
      const position = number === undefined ? undefined : { line: Number(number), column: 1 };
      const found = finding(file, 'error', 'keepalived', text, position);
      return [{ ...found, ...keyAbove(file, position?.line ?? 0) }];
    });
  });
}

/** The key that a line is rendered from: each block says its own in a comment above. */
function keyAbove({ content }: RenderedFile, line: number): { readonly key?: string } {
  const above = content.split('\n').slice(0, line);
  const key = above.findLast((one) => one.startsWith('# clusters.'))?.slice(2);
  return key === undefined ? {} : { key };
}
