import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { failure, fakeTool, logic, script, temporaryFolder, unit } from './support.ts';

describe('linting', () => {
  it('runs all linters, sorts what they find and tells which they were', async () => {
    const folder = temporaryFolder();
    const comment = '{"file":"0","line":2,"column":1,"level":"style","code":1,"message":"m"}';
    const path = fakeTool(
      folder,
      'my-shellcheck',
      'test "$1" = --version && echo "version: 0.10.0" && exit',
      `echo '{"comments":[${comment}]}'; exit 1`,
    );
    fakeTool(
      folder,
      'systemd-analyze',
      'test "$1" = --version && echo "systemd 252 (252.1)" && exit',
      'echo "lvs-web.service: whole" >&2',
    );
    const files = [script('web', 'x'), unit('web', { unit: 'Nope=1' }), logic('web')];
    const result = await lint(files, { shellcheck: path, env: { PATH: folder }, cwd: folder });
    expect(result).toMatchObject({
      shellcheck: { kind: 'native', path, version: '0.10.0' },
      systemdAnalyze: { version: 252 },
      systemdTables: [219],
    });
    expect(result.diagnostics.map(({ file, rule }) => `${file ?? ''} ${rule ?? ''}`)).toEqual([
      `${files[0]?.path ?? ''} SC1`,
      `${files[1]?.path ?? ''} systemd-analyze`,
      `${files[1]?.path ?? ''} systemd-219`,
    ]);
  });

  it('takes a ShellCheck that is named and no other', async () => {
    const cwd = temporaryFolder();
    expect(await failure(lint([], { shellcheck: 'nowhere', env: {}, cwd }))).toContain(
      '--shellcheck',
    );
  });
});
