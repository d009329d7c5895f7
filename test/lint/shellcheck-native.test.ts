import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findShellCheck, type ShellCheckTool } from '../../src/lint/find-shellcheck.ts';
import { checkScripts } from '../../src/lint/shellcheck.ts';
import { failure, fakeTool, put, script, temporaryFolder } from './support.ts';

const found = await findShellCheck({ env: { PATH: process.env['PATH'] }, cwd: '/' });
const native: ShellCheckTool = found.kind === 'native' ? found : { kind: 'none' };

let temporary = '';
beforeEach(() => {
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  return () => vi.unstubAllEnvs();
});

describe.skipIf(native.kind === 'none')(
  'ShellCheck as a program (apt-get install shellcheck)',
  () => {
    it('finds nothing in a clean script, one that sources functions included', async () => {
      const clean = script(
        'web',
        '# 说明',
        '# shellcheck source=/dev/null',
        '. /etc/rc.d/init.d/functions',
      );
      const { diagnostics, report } = await checkScripts([clean], native);
      expect(diagnostics).toEqual([]);
      expect(report).toEqual({
        ...native,
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      });
      expect(readdirSync(temporary)).toEqual([]);
    });

    it('places findings of any level in the rendered file', async () => {
      const file = script('web', 'if true; then', '\techo $1', 'fi', 'echo `date`', 'local x');
      const { diagnostics } = await checkScripts([file], native);
      expect(diagnostics).toContainEqual({
        severity: 'warning',
        file: file.path,
        position: { line: 3, column: 7 },
        rule: 'SC2086',
        message: 'Double quote to prevent globbing and word splitting.',
        frame:
          '  1 | #!/bin/sh\n  2 | if true; then\n> 3 |     echo $1\n    |          ^\n  4 | fi',
      });
      const rules = diagnostics.map(({ rule }) => rule);
      expect(rules).toContain('SC2006');
      expect(rules).toContain('SC3043');
      expect(diagnostics.map(({ position }) => position?.line)).toEqual(
        diagnostics.map(({ position }) => position?.line).sort(),
      );
    });

    it('calls what the shell cannot parse an error', async () => {
      const { diagnostics } = await checkScripts([script('web', 'if true; then')], native);
      expect(diagnostics.map(({ severity }) => severity)).toContain('error');
    });

    it('leads findings back to their files over several batches', async () => {
      const guilty = [3, 99, 100, 249];
      const files = Array.from({ length: 250 }, (_, index) =>
        script(`c${index}`, guilty.includes(index) ? 'echo $1' : 'echo "$1"'),
      );
      const { diagnostics } = await checkScripts(files, native);
      expect(diagnostics.map(({ file }) => file).sort()).toEqual(
        guilty.map((index) => files[index]?.path).sort(),
      );
    });

    it('is not softened by settings of the user', async () => {
      put(temporary, '.shellcheckrc', 'disable=SC2086\n');
      vi.stubEnv('HOME', temporary);
      vi.stubEnv('SHELLCHECK_OPTS', '-e SC2086');
      const { diagnostics } = await checkScripts([script('web', 'echo $1')], native);
      expect(diagnostics.map(({ rule }) => rule)).toEqual(['SC2086']);
    });

    it('takes text of any language under any locale', async () => {
      vi.stubEnv('LC_ALL', 'C');
      const { diagnostics } = await checkScripts([script('web', 'echo "服务器 😀" $1')], native);
      expect(diagnostics.map(({ position }) => position?.line)).toEqual([2]);
    });
  },
);

describe('a ShellCheck that fails is no clean result', () => {
  const versioned = 'test "$1" = --version && echo "version: 0.9.0" && exit';
  const run = async (...lines: string[]): Promise<string> => {
    const path = fakeTool(temporaryFolder(), 'shellcheck', ...lines);
    const said = await failure(checkScripts([script('web', ':')], { kind: 'native', path }));
    expect(said).toContain(path);
    expect(said).toContain('nothing is known about the rendered files');
    expect(readdirSync(temporary)).toEqual([]);
    return said;
  };

  it.each([2, 3, 4, 127])('with exit code %i', async (code) => {
    const said = await run(versioned, 'echo broken >&2', `exit ${code}`);
    expect(said).toContain(`failed with exit code ${code}`);
    expect(said).toContain('it said:\nbroken');
  });

  it('when a signal ends it', async () => {
    expect(await run(versioned, 'kill -SEGV $$')).toContain('was ended by SIGSEGV');
  });

  it.each([
    ['no JSON', 'echo "Segmentation fault"'],
    ['nothing', ':'],
    ['other JSON', 'echo "[]"'],
    ['other comments', `echo '{"comments":[{"file":"0","line":"x"}]}'; exit 1`],
    ['findings without saying so', `echo '{"comments":[]}'; exit 1`],
  ])('when it answers %s', async (_, line) => {
    expect(await run(versioned, line)).toContain('did not answer as ShellCheck does');
  });

  it('when it is not ShellCheck, or an old one', async () => {
    expect(await run('echo hello')).toContain('does not tell its version');
    expect(await run('exit 1')).toContain('does not tell its version');
    expect(await run('echo "version: 0.6.1"')).toContain(
      'is ShellCheck 0.6.1, and 0.7.0 is needed',
    );
  });

  it('when it cannot be started', async () => {
    const path = put(temporaryFolder(), 'shellcheck', '#!/nowhere/interpreter\n', 0o755);
    const said = await failure(checkScripts([script('web', ':')], { kind: 'native', path }));
    expect(said).toContain('could not be started');
  });
});
