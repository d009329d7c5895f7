import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../src/report/index.ts';
import { put } from '../output/tree.ts';
import { lvsgen, type Outcome } from './lvsgen.ts';
import { fakeShellCheck, project, twoClusters } from './project.ts';

const crossed = twoClusters.replace('10.13', '10.12');

/** What is to be told, by what it is about; the folder of each has been rendered from two clusters with one VIP. */
const occasions: Readonly<Record<string, (folder: string, format: string) => Promise<Outcome>>> = {
  nothing: (folder, format) => {
    put(folder, 'lvsgen.yaml', twoClusters);
    return lvsgen(folder, ['check', '--cluster', 'mail', '--role', 'director', '--format', format]);
  },
  config: (folder, format) => {
    put(folder, 'lvsgen.yaml', crossed.replace('[el6]', '[el5]').replace('mode: dr', 'mode: ddr'));
    return lvsgen(folder, ['check', '--format', format]);
  },
  differences: (folder, format) => {
    put(folder, 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web', 'changed\n', 0o644);
    put(folder, 'generated/web/real-server/el7/notes', 'not ours\n');
    rmSync(join(folder, 'generated/mail'), { recursive: true });
    return lvsgen(folder, ['check', '--format', format]);
  },
  findings: (folder, format) => {
    const argv = ['lint', '--cluster', 'mail', '--shellcheck', fakeShellCheck('finding')];
    return lvsgen(folder, [...argv, '--format', format], { env: { PATH: '/nowhere' } });
  },
  'no-linter': (folder, format) => {
    const argv = ['lint', '--shellcheck', '/nowhere/shellcheck', '--format', format];
    return lvsgen(folder, argv, { env: { PATH: '/nowhere' } });
  },
};

describe.each(Object.keys(occasions))('%s', (occasion) => {
  it.each(reportFormats)('as %s', async (format) => {
    const folder = project(crossed);
    await lvsgen(folder, ['render', '--no-lint']);
    const { code, stdout, stderr } = (await occasions[occasion]?.(folder, format)) ?? {};
    const golden = `./formats/${occasion}.${format}.txt`;
    const texts = [
      `exit code ${code ?? ''}\n`,
      `-- stderr\n${stderr ?? ''}`,
      `-- stdout\n${stdout ?? ''}`,
    ];
    const text = texts.join('').replaceAll(/\/tmp\/lvsgen-test-\w+/g, '/tmp/lvsgen-test');
    await expect(text).toMatchFileSnapshot(golden);
    if (format !== 'text' && format !== 'github') {
      expect(() => JSON.parse(stdout ?? '') as unknown).not.toThrow();
    }
  });
});

it('reports a call that is not understood in the format that it asks for', async () => {
  for (const argv of [
    ['check', '--format', 'json', '--foo'],
    ['lint', '--role', 'nix', '--format=json'],
  ]) {
    const { code, stdout, stderr } = await lvsgen(project(), argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ severity: 'error' }] });
  }
});

it('names the config that was found for what has no file', async () => {
  const folder = project();
  put(folder, 'below/x', '');
  const argv = ['lint', '--format', 'gitlab', '--shellcheck', '/nowhere/shellcheck'];
  const { stdout } = await lvsgen(join(folder, 'below'), argv);
  expect(JSON.parse(stdout)).toMatchObject([{ location: { path: '../lvsgen.yaml' } }]);
});

it('does not go together with the text of a script', async () => {
  const { code, stdout } = await lvsgen(project(), [
    'render',
    '--stdout=lvs-web',
    '--format',
    'json',
  ]);
  expect(code).toBe(2);
  expect(stdout).toContain('--format json does not go together with --stdout');
});
