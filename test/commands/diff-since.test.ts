import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put, temporaryFolder, treeOf } from '../output/tree.ts';
import { commit, git, putAll, repository, useGit } from '../revision/repository.ts';
import { addresses, diff, moreVips } from './diff-since.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, twoClusters } from './project.ts';

useGit();

describe('the work tree against a revision', () => {
  it('says that nothing differs', async () => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    expect(await diff(folder, ['HEAD'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'what is selected renders to the same as at HEAD\n',
    });
    expect(await diff(folder, ['main', '--format', 'markdown'])).toMatchObject({ stdout: '' });
  });

  it('takes the config as it is on disk, and makes a patch that git and patch take', async () => {
    const folder = repository({ 'lvsgen.yaml': twoClusters });
    await lvsgen(folder, ['render', '--no-lint']);
    const old = temporaryFolder();
    const other = temporaryFolder();
    for (const copy of [old, other]) execFileSync('cp', ['-a', `${folder}/generated/.`, copy]);
    putAll(folder, { 'lvsgen.yaml': moreVips.replace('el6, el7', 'el7, el8') });
    const { code, stdout, stderr } = await diff(folder, ['HEAD']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    execFileSync('git', ['apply', '-'], { cwd: old, input: stdout, stdio: 'pipe' });
    execFileSync('patch', ['-p1', '-s'], { cwd: other, input: stdout, stdio: 'pipe' });
    await lvsgen(folder, ['render', '--no-lint']);
    expect(treeOf(old)).toEqual(treeOf(join(folder, 'generated')));
    expect(treeOf(other)).toEqual(treeOf(join(folder, 'generated')));
  });

  it('makes a review for a pull request, against a branch, a tag, an older commit', async () => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    git(folder, 'tag', '--annotate', '--message=x', 'v1');
    commit(folder, { 'lvsgen.yaml': moreVips });
    expect(await diff(folder, ['main'])).toMatchObject({ code: 0 });
    const sha = git(folder, 'rev-parse', 'HEAD^').slice(0, 12);
    for (const rev of ['v1', 'HEAD^', 'main~1', sha]) {
      const { code, stdout } = await diff(folder, [rev, '--format', 'markdown']);
      expect(code).toBe(1);
      expect(stdout).toContain(
        `Compared with commit ${sha}: 2 files changed, 0 added, 0 removed.\n`,
      );
      expect(stdout).toMatch(/^## `lvsgen diff /);
    }
  });

  it('selects, on both sides', async () => {
    const folder = repository({ 'lvsgen.yaml': twoClusters });
    putAll(folder, { 'lvsgen.yaml': moreVips });
    const gone = await diff(folder, ['HEAD', '--cluster', 'mail']);
    expect(gone.stdout).toContain('--- a/mail/real-server/el6/etc/rc.d/init.d/lvs-mail\n+++ /dev');
    expect(gone.stdout).not.toContain('b/web/');
    const el7 = await diff(folder, ['HEAD', '--target', 'el7', '--role', 'real-server']);
    expect(el7.stdout.match(/^\+\+\+ .*/gm)).toEqual([
      '+++ b/web/real-server/el7/usr/sbin/lvs-web',
    ]);
    const neither = await diff(folder, ['HEAD', '--cluster', 'shop']);
    expect(neither).toMatchObject({ code: 2, stdout: '' });
    expect(neither.stderr).toContain('lvsgen.yaml have no cluster shop');
    expect(neither.stderr).toContain('they have mail, web\n');
  });
});

it('leaves alone what git would write or run besides, and is not led astray by a hook', async () => {
  const folder = repository({ 'lvsgen.yaml': fourLines, 'more/notes': '' });
  const other = repository({ 'lvsgen.yaml': twoClusters });
  for (const setting of ['splitIndex', 'untrackedCache', 'sparseCheckout']) {
    git(folder, 'config', `core.${setting}`, 'true');
  }
  put(folder, '.git/info/sparse-checkout', '/more/\n');
  for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'watch']) {
    put(folder, `.git/hooks/${hook}`, `#!/bin/sh\n: >'${folder}/hook-ran'\n`, 0o755);
  }
  git(folder, 'config', 'core.fsmonitor', join(folder, '.git/hooks/watch'));
  putAll(folder, { 'lvsgen.yaml': moreVips, unversioned: '' });
  rmSync(join(folder, 'hook-ran'), { force: true });
  const outcome = await diff(folder, ['HEAD'], {
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: join(folder, '..'),
    GIT_INDEX_FILE: join(folder, '.git/index'),
    GIT_PREFIX: 'more/',
  });
  expect(addresses(outcome)).toHaveLength(6);
});
