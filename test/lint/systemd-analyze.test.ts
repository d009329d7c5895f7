import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { findOnPath } from '../../src/base/run-tool.ts';
import { verifyUnits } from '../../src/lint/programs.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { filesBelow } from '../output/tree.ts';
import { failure, fakeTool, script, unit } from './support.ts';

const searchPath = process.env['PATH'];
const installed = findOnPath('systemd-analyze', searchPath);

let temporary = '';
let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  return () => vi.unstubAllEnvs();
});

describe.skipIf(installed === undefined)('systemd-analyze (apt-get install systemd)', () => {
  it('finds nothing in units as they should be', async () => {
    const units = Array.from({ length: 120 }, (_, index) =>
      unit(`c${index}`, 'Requires=lvs-other.service'),
    );
    const { diagnostics, version } = await verifyUnits(units, searchPath);
    expect(diagnostics).toEqual([]);
    expect(Number(version)).toBeGreaterThan(200);
    expect(filesBelow(temporary)).toEqual([]);
  });

  it('finds what systemd would log or refuse, in the right unit and line', async () => {
    const wrong = unit('web', 'Nope=1\njunk', 'TimeoutStopSec=abc\nRestart=always');
    const other = { ...wrong, target: 'el9', path: wrong.path.replace('el7', 'el9') };
    const { diagnostics } = await verifyUnits([unit('api'), wrong, other], searchPath);
    const [key, , value] = diagnostics;
    expect(key?.message).toContain('Nope');
    expect(value?.frame).toContain('>  9 | TimeoutStopSec=abc');
    const places = diagnostics.map(({ file, position }) => [file, position?.line]);
    expect(places).toEqual(
      [wrong, other].flatMap(({ path }) => [4, 5, 9, undefined].map((line) => [path, line])),
    );
  });
});

const versioned = 'test "$1" = --version && echo "systemd 252 (252.1)" && exit';

it('is left out where it is not installed', async () => {
  expect(await verifyUnits([unit('web')], temporary)).toEqual({ diagnostics: [] });
});

it.each([
  ['tells no version', ['exit 0'], 'does not tell its version'],
  ['fails', [versioned, 'echo oops >&2; exit 1'], 'failed with exit code 1.*oops'],
  ['is killed', [versioned, 'kill -9 $$'], 'SIGKILL'],
])('is no clean result when it %s', async (_, lines, said) => {
  fakeTool(folder, 'systemd-analyze', ...lines);
  const work = verifyUnits([unit('web'), script('web')], folder);
  expect(await failure(work)).toMatch(new RegExp(said, 's'));
  expect(filesBelow(temporary)).toEqual([]);
});

it('runs beside ShellCheck, and the findings of both are sorted by file and place', async () => {
  const comment = (line: number): string =>
    `{"line":${line},"column":1,"level":"style","code":1,"message":"m"}`;
  const path = fakeTool(
    folder,
    'my-shellcheck',
    'test "$1" = --version && echo "version: 0.10.0" && exit; cat > /dev/null',
    `echo '{"comments":[${comment(2)},${comment(1)}]}'; exit 1`,
  );
  fakeTool(folder, 'systemd-analyze', versioned, 'echo "lvs-db.service: whole" >&2');
  const files = [script('web', 'x'), unit('db')];
  const result = await lint(files, { shellcheck: path, env: { PATH: folder }, cwd: folder });
  expect(result).toMatchObject({
    shellcheck: { kind: 'native', path, version: '0.10.0' },
    systemdAnalyze: { version: 252 },
  });
  expect(result.diagnostics.map(({ file, position }) => [file, position?.line])).toEqual([
    [files[1]?.path, undefined],
    [files[0]?.path, 1],
    [files[0]?.path, 2],
  ]);
});
