import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findOnPath } from '../../src/lint/executable.ts';
import { verifyUnits } from '../../src/lint/systemd-analyze.ts';
import { failure, fakeTool, script, temporaryFolder, unit } from './support.ts';

const searchPath = process.env['PATH'];
const installed = await findOnPath('systemd-analyze', searchPath);

let temporary = '';
beforeEach(() => {
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  return () => vi.unstubAllEnvs();
});

describe.skipIf(installed === undefined)('systemd-analyze (apt-get install systemd)', () => {
  it('finds nothing in units as they should be', async () => {
    const units = Array.from({ length: 120 }, (_, index) => unit(`c${index}`));
    const { diagnostics, report } = await verifyUnits(units, searchPath);
    expect(diagnostics).toEqual([]);
    expect(report?.version).toBeGreaterThan(200);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('finds what the table cannot, in the right unit and line', async () => {
    const wrong = unit('web', { service: 'TimeoutStopSec=abc\nRestart=always' });
    const cycle = unit('db', { unit: 'After=lvs-db2.service\nRequires=lvs-db2.service' });
    const other = unit('db2', { unit: 'After=lvs-db.service\nRequires=lvs-absent.service' });
    const { diagnostics } = await verifyUnits([unit('api'), wrong, cycle, other], searchPath);
    expect(diagnostics).toContainEqual({
      severity: 'error',
      file: wrong.path,
      position: { line: 14, column: 1 },
      rule: 'systemd-analyze',
      message: expect.stringContaining('Failed to parse') as string,
      frame: expect.stringContaining('> 14 | TimeoutStopSec=abc') as string,
    });
    const whole = diagnostics.filter(({ position }) => position === undefined);
    expect(whole.map(({ file, message }) => [file, message])).toContainEqual([
      wrong.path,
      expect.stringContaining('Restart='),
    ]);
    expect(diagnostics.every(({ file }) => file === wrong.path)).toBe(true);
  });

  it('finds a circle of units that wait for each other', async () => {
    const one = unit('db', { unit: 'After=lvs-db2.service\nRequires=lvs-db2.service' });
    const two = unit('db2', { unit: 'After=lvs-db.service\nRequires=lvs-db.service' });
    const { diagnostics } = await verifyUnits([one, two], searchPath);
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain('cycle');
  });

  it('leaves to the table what depends on the version', async () => {
    const file = unit('web', {
      unit: 'Nope=1\njunk',
      service: 'ExecReload=bin/x',
      more: '[Nope]\nx=y',
    });
    expect((await verifyUnits([file], searchPath)).diagnostics).toEqual([]);
  });
});

describe('whatever is installed', () => {
  const withTool = async (...lines: string[]): Promise<string> => {
    const folder = temporaryFolder();
    fakeTool(folder, 'systemd-analyze', ...lines);
    return Promise.resolve(folder);
  };

  it('is left out where it is not', async () => {
    const folder = temporaryFolder();
    expect(await verifyUnits([unit('web')], folder)).toEqual({
      diagnostics: [],
      report: undefined,
    });
  });

  it('understands the messages of the old ones, and spares them new options', async () => {
    const folder = await withTool(
      'test "$1" = --version && echo "systemd 219" && exit',
      'for last; do :; done',
      'case "$*" in *--man*) echo "unrecognized option" >&2; exit 1 ;; esac',
      'exec >&2',
      'test -z "${SYSTEMD_UNIT_PATH-unset}" || echo "lvs-web.service: looks at units of this machine"',
      'echo "[$last:12] Failed to parse sec value, ignoring: abc"',
      "echo \"[$last:7] Unknown lvalue 'Foo' in section 'Unit'\"",
      'echo "[/usr/lib/systemd/system/dbus.service:3] Failed to parse x"',
      'echo "dbus.service: Service lacks ExecStart"',
      'echo "lvs-web.service: Command /usr/sbin/lvs-web is not executable: No such file or directory"',
      'echo "lvs-web.service: Service lacks ExecStart"',
      'exit 1',
    );
    const { diagnostics, report } = await verifyUnits([unit('web')], folder);
    expect(report).toEqual({ version: 219 });
    expect(diagnostics.map(({ position, message }) => [position?.line, message])).toEqual([
      [12, 'Failed to parse sec value, ignoring: abc'],
      [undefined, 'Service lacks ExecStart'],
    ]);
  });

  it.each([
    ['tells no version', 'exit 0', 'does not tell its version'],
    ['fails', 'echo "systemd 252"; test "$1" = --version || { echo oops >&2; exit 1; }', 'oops'],
    [
      'is killed',
      'echo "systemd 252"; test "$1" = --version || kill -9 $$',
      'was ended by SIGKILL',
    ],
  ])('is no clean result when it %s', async (_, code, said) => {
    const folder = await withTool(code);
    expect(await failure(verifyUnits([unit('web'), script('web')], folder))).toContain(said);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
