// The RPM spec of the READMEs: what it copies is what it lists, and its scriptlets are shell.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { codeBlocks, read, readmes, root } from './markdown.ts';

describe.for(readmes)('the spec in %s', (name) => {
  const spec = codeBlocks(read(name)).find(({ language }) => language === 'spec')?.code ?? '';
  const sections = new Map(
    Array.from(spec.matchAll(/^(%\w+)\n((?:(?!%).*\n?)*)/gm), ([, title = '', body = '']) => [
      title,
      body,
    ]),
  );

  it('installs every file that it lists', () => {
    const build = temporaryFolder();
    const buildRoot = join(build, 'root');
    cpSync(join(root, 'generated'), join(build, 'generated'), { recursive: true });
    const { status, stderr } = spawnSync(
      'sh',
      ['-ec', `mkdir root\n${sections.get('%install') ?? ''}`],
      {
        cwd: build,
        encoding: 'utf8',
        env: { ...process.env, RPM_BUILD_ROOT: buildRoot },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const listed = (sections.get('%files') ?? '').trim().split('\n');
    expect(listed.length).toBeGreaterThan(0);
    for (const path of listed) expect(existsSync(join(buildRoot, path)), path).toBe(true);
  });

  it.for(['%post', '%preun'])('has shell in %s', (title) => {
    const scriptlet = sections.get(title);
    expect(scriptlet).toContain('lvs-web');
    const { status, stderr } = spawnSync('sh', ['-n'], { input: scriptlet, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
