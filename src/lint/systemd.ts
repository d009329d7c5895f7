import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding } from './finding.ts';
import type { SystemdTable } from './systemd-table.ts';
import { tableOf } from './systemd-tables.ts';
import { parseUnit, type UnitEntry } from './unit-file.ts';

type Directive = Extract<UnitEntry, { kind: 'directive' }>;

/**
 * Checks the units among the rendered files against what the systemd of their target understands. What it does not
 * know it logs and skips, so that a unit that looks right does less than it says.
 */
export function checkUnits(files: readonly RenderedFile[]): readonly Diagnostic[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter((file) => file.language === 'systemd')
    .flatMap((unit) => {
      const table = tableOf(unit.target);
      return parseUnit(unit.content).flatMap((entry) => checkEntry(unit, entry, table, byPath));
    });
}

/** The versions of systemd whose tables the units among these files are checked against. */
export function tableVersions(files: readonly RenderedFile[]): readonly number[] {
  const units = files.filter((file) => file.language === 'systemd');
  return [...new Set(units.map((unit) => tableOf(unit.target).version))].sort((a, b) => a - b);
}

function checkEntry(
  unit: RenderedFile,
  entry: UnitEntry,
  table: SystemdTable,
  byPath: ReadonlyMap<string, RenderedFile>,
): readonly Diagnostic[] {
  const rule = `systemd-${table.version}`;
  const tell = (message: string, hint: string): readonly Diagnostic[] => [
    finding(unit, entry.at, rule, message, { hint }),
  ];
  if (entry.kind === 'other') {
    return tell(
      `"${entry.text}" is neither a section nor a directive nor a comment: systemd would only log it`,
      'write Name=value',
    );
  }
  if (entry.kind === 'section') {
    if (table.sections.has(entry.name)) return [];
    return tell(
      `[${entry.name}] is not known to systemd ${table.version}, which would only log "Unknown section" and skip it`,
      'do without it for this target',
    );
  }
  if (entry.section === undefined) {
    return tell(
      `${entry.name}= stands above the first section: systemd would only log and skip it`,
      'move it below the section that it belongs to',
    );
  }
  const known = table.sections.get(entry.section);
  if (known !== undefined && !known.has(entry.name)) {
    return tell(
      `${entry.name}= is not known to systemd ${table.version} in [${entry.section}]: it would only be logged as "Unknown lvalue"`,
      'do without it for this target',
    );
  }
  return checkExec(unit, entry, table, byPath);
}

function checkExec(
  unit: RenderedFile,
  { name, value, valueAt }: Directive,
  table: SystemdTable,
  byPath: ReadonlyMap<string, RenderedFile>,
): readonly Diagnostic[] {
  if (!/^Exec(?:Condition|Start|Stop|Reload)(?:Pre|Post)?$/.test(name) || value === '') return [];
  const [command = ''] = value.split(/\s/, 1);
  const bare = command.replace(new RegExp(`^[${table.execPrefixes}]*`), '');
  const path = bare.replace(/^"(.*)"$/, '$1');
  const place = { ...valueAt, column: valueAt.column + command.indexOf(path) };
  const tell = (message: string, hint: string): readonly Diagnostic[] => [
    finding(unit, place, `systemd-${table.version}`, message, { hint }),
  ];
  if (!path.startsWith('/')) {
    return tell(
      `${name}= runs "${path}", which is not an absolute path: systemd ${table.version} would refuse the line`,
      'write the path from / on',
    );
  }
  if (!path.startsWith('/usr/sbin/lvs-')) return [];
  const rendered = byPath.get(`${unit.cluster}/${unit.role}/${unit.target}${path}`);
  if (rendered?.mode === 0o755) return [];
  return tell(
    `${name}= runs ${path}, which is ${rendered === undefined ? 'not among the rendered files' : 'rendered without the executable bit'}`,
    'name the logic that is rendered beside the unit',
  );
}
