// What the linters have in common; and a second opinion on units and on configurations of keepalived, by the programs that
// read them, where those are installed.
import { basename } from 'node:path';
import {
  codeFrame,
  type Diagnostic,
  LvsgenError,
  type Position,
  type Severity,
} from '../base/diagnostic.ts';
import { inTemporaryFolder } from '../base/files.ts';
import { findOnPath, runTool } from '../base/run-tool.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** A finding in a rendered file, with the lines around it: the file may not be on disk to look it up. */
export function finding(
  { path, content }: RenderedFile,
  severity: Severity,
  rule: string,
  message: string,
  position?: Position,
): Diagnostic {
  const found = { severity, file: path, rule, message };
  if (position === undefined) return found;
  const lines = content.split('\n');
  const frame = codeFrame(lines, position);
  // Each block of keepalived.conf says in a comment above which key it is rendered from.
  const key = lines.slice(0, position.line).findLast((one) => one.startsWith('# clusters.'));
  return { ...found, ...(key === undefined ? {} : { key: key.slice(2) }), position, frame };
}

/** The version that a linter tells, by a pattern that no other program's words match. */
export async function versionOf(
  path: string,
  pattern: RegExp,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout, stderr } = await runTool(path, ['--version'], { env });
  const version = pattern.exec(`${stdout}\n${stderr}`)?.[1];
  if (version !== undefined) return version;
  throw toolFailure(path, 'does not tell its version', stderr || stdout);
}

/** The error for a linter that did not do its work, which must never pass for "nothing found". */
export function toolFailure(tool: string, what: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${tool} ${what}, so that nothing is known about the rendered files${said && `; it said:\n${said}`}`,
    'mend or replace the linter, or skip linting by --no-lint',
  );
}

interface Program {
  readonly name: string;
  readonly version: RegExp;
  readonly env: Readonly<Record<string, string>>;
  /** A line that it prints: what is wrong and, where it says so, in which file and line. */
  readonly message: RegExp;
  /** What it says of files as they should be. */
  readonly expected: RegExp;
}

/** Files that a program reads at once, in a folder of their own. */
interface Reading {
  readonly args: readonly string[];
  readonly contents: ReadonlyMap<string, string>;
  /** Which rendered file a message is about, by the name that it tells. */
  readonly fileOf: (name?: string) => RenderedFile | undefined;
}

/** What a program found, and which version of it; none where it is not installed or has nothing to read. */
export interface Linted {
  readonly diagnostics: readonly Diagnostic[];
  readonly version?: string;
}

/** In English, and only of our units: an empty path leaves those of this machine out. */
const systemdAnalyze: Program = {
  name: 'systemd-analyze',
  version: /^systemd (\d+)/m,
  env: { LC_ALL: 'C', SYSTEMD_LOG_LEVEL: 'info', SYSTEMD_UNIT_PATH: '' },
  message: /^(?:Unit )?(?<name>[^\s:]+)(?::(?<line>\d+))?(?:: | )(?<text>.*)$/gm,
  // The logic is not on the machine that lints, nor are the services that a unit waits for or belongs to. The rest
  // follows from another message.
  expected:
    /^(Command \S+ is not executable: No such file|Failed to create \S+\/start: |Unit configuration has fatal error|has a bad unit file setting)/,
};

/** Verifies the units among the rendered files by `systemd-analyze verify`. */
export function verifyUnits(files: readonly RenderedFile[], searchPath = ''): Promise<Linted> {
  // Units of one role and target have names of their own; others may have the same.
  const trees = new Map<string, Map<string, RenderedFile>>();
  for (const unit of files.filter((file) => file.language === 'systemd')) {
    const key = `${unit.role}/${unit.target}`;
    const tree = trees.get(key) ?? new Map<string, RenderedFile>();
    trees.set(key, tree.set(basename(unit.path), unit));
  }
  const readings = Array.from(trees.values(), (units): Reading => {
    const contents = new Map(Array.from(units, ([name, { content }]) => [name, content]));
    const args = ['verify', '--man=no', ...units.keys()];
    return { args, contents, fileOf: (name = '') => units.get(name) };
  });
  return lintBy(systemdAnalyze, readings, searchPath);
}

const keepalived: Program = {
  name: 'keepalived',
  version: /^Keepalived v([\d.]+)/m,
  env: { LC_ALL: 'C' },
  message: /^(?:\(.*: Line (?<line>\d+)\) )?(?<text>.*\S.*)$/gm,
  // What a later version says of words that those of el6 and el7 need.
  expected:
    /^nb_get_retry is deprecated|Specifying lvs_sync_daemon_interface|^\s*Please use global lvs_sync_daemon/,
};

/** Tests the configurations of keepalived among the rendered files by `keepalived -t`, of whatever version. */
export function testConfigurations(
  files: readonly RenderedFile[],
  searchPath = '',
): Promise<Linted> {
  const configurations = files.filter(({ content }) => /^vrrp_instance /m.test(content));
  const readings = configurations.map((file): Reading => {
    // The interfaces, the users and the scripts are those of the directors, not of the machine that lints. 1.2.13 of el6
    // knows no security of scripts.
    const globals = 'dynamic_interfaces\nenable_script_security\nscript_user root';
    const tested = file.content
      .replaceAll(/^( *(?:script_)?user) .*$/gm, '$1 root')
      .replace(/^( *script) ".*"$/m, '$1 /bin/true');
    const main = `global_defs {\n${globals}\n}\ninclude tested\n`;
    const contents = new Map(Object.entries({ main, tested }));
    return { args: ['-t', '-f', 'main'], contents, fileOf: () => file };
  });
  return lintBy(keepalived, readings, `${searchPath}:/usr/sbin:/sbin`);
}

/** Some versions exit with 0 for an error, so whatever a program says is a finding. */
async function lintBy(
  { name: rule, version: pattern, env, message, expected }: Program,
  readings: readonly Reading[],
  searchPath: string,
): Promise<Linted> {
  const path = findOnPath(rule, searchPath);
  if (path === undefined || readings.length === 0) return { diagnostics: [] };
  const version = await versionOf(path, pattern, env);
  const diagnostics: Diagnostic[] = [];
  for (const { args, contents, fileOf } of readings) {
    await inTemporaryFolder(contents, async (cwd) => {
      const { exitCode, stdout, stderr } = await runTool(path, args, { env, cwd });
      const said = `${stdout}\n${stderr}`.replaceAll(`${cwd}/`, '');
      const found = [...said.matchAll(message)].flatMap(({ groups = {} }) => {
        const { name, line, text = '' } = groups;
        const file = fileOf(name);
        const position = line === undefined ? undefined : { line: Number(line), column: 1 };
        return file ? finding(file, 'error', rule, text, position) : [];
      });
      if (exitCode !== 0 && found.length === 0) {
        throw toolFailure(path, `failed with exit code ${exitCode}`, said);
      }
      diagnostics.push(...found.filter((one) => !expected.test(one.message)));
    });
  }
  return { diagnostics, version };
}
