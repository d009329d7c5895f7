import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put, temporaryFolder, treeOf } from '../output/tree.ts';
import { commit, git, putAll, repository, snapshot, useGit } from '../revision/repository.ts';
import { lvsgen, type Outcome } from './lvsgen.ts';
import { fourLines, project, renderedProject, twoClusters } from './project.ts';

const moreVips = fourLines.replace('.12]', '.12, 192.168.10.112]');
const script = 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web';
const place = useGit();

/** Runs `lvsgen diff`, which leaves nothing behind: neither in the folder nor among temporary files. */
async function diff(folder: string, argv: readonly string[] = [], env = {}): Promise<Outcome> {
  const before = [snapshot(folder), readdirSync(place.temporary)];
  const outcome = await lvsgen(folder, ['diff', ...argv], { env: { ...process.env, ...env } });
  expect([snapshot(folder), readdirSync(place.temporary)]).toEqual(before);
  return outcome;
}

/** The lines of a diff that are about addresses. */
function addresses({ stdout }: Outcome): readonly string[] {
  return stdout.match(/^[+-].* dev lo.*$/gm) ?? [];
}

describe('with what is there', () => {
  it('prints nothing after a render', async () => {
    expect(await diff(await renderedProject())).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('prints unified diffs from what is there to what would be rendered', async () => {
    const folder = await renderedProject();
    put(folder, 'lvsgen.yaml', moreVips);
    const outcome = await diff(folder, ['--target', 'el6']);
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    expect(outcome.stdout).toContain(`--- a/${script}\n+++ b/${script}\n@@ `);
    expect(addresses(outcome)).toEqual([
      "-vips='192.168.10.12/32 dev lo'",
      "+vips='192.168.10.12/32 dev lo",
      "+192.168.10.112/32 dev lo'",
    ]);
  });

  it('shows files that are missing and files that are orphaned', async () => {
    const folder = await renderedProject(twoClusters);
    rmSync(join(folder, 'generated/web'), { recursive: true });
    put(folder, 'lvsgen.yaml', fourLines);
    const { code, stdout } = await diff(folder);
    expect(code).toBe(1);
    expect(stdout).toContain(
      '--- a/generated/mail/real-server/el6/etc/rc.d/init.d/lvs-mail\n+++ /dev/null',
    );
    expect(stdout).toContain(`--- /dev/null\n+++ b/${script}\n`);
  });

  it.for([
    ['the root of the repository', '.git/HEAD', ''],
    ['the working directory where there is none', 'site/notes', 'site'],
  ] as const)('makes a patch for git apply in %s', async ([, file, root]) => {
    const folder = temporaryFolder();
    put(folder, file, '');
    const site = join(folder, 'site');
    put(site, 'lvsgen.yaml', twoClusters);
    await lvsgen(site, ['render', '--no-lint']);
    put(site, 'lvsgen.yaml', moreVips.replace('el6, el7', 'el7, el8'));
    const { stdout: input } = await lvsgen(site, ['diff']);
    const env = { ...process.env, GIT_DIR: join(folder, 'none') };
    execFileSync('git', ['apply', '-'], { cwd: join(folder, root), input, env });
    expect(await lvsgen(site, ['check'])).toMatchObject({ code: 0 });
  });

  it('makes a review, in Markdown', async () => {
    const folder = await renderedProject(twoClusters);
    chmodSync(join(folder, script), 0o644);
    rmSync(join(folder, 'generated/web/real-server/el7'), { recursive: true });
    put(folder, 'lvsgen.yaml', fourLines);
    const { code, stdout } = await diff(folder, ['--format', 'markdown']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^## `lvsgen diff`\n\nCompared with what is there: 1 file changed, 4 added, 1 removed\.\n/,
    );
  });

  it('puts the output folder in front in a review of several', async () => {
    const folder = project();
    put(folder, 'a/lvsgen.yaml', fourLines);
    put(folder, 'b/lvsgen.yaml', fourLines.replace('el6, ', ''));
    const { stdout } = await diff(folder, ['-c', '?/lvsgen.yaml', '--format', 'markdown']);
    expect(stdout).toContain('`a/generated/web, b/generated/web`');
  });
});

describe('with a revision', () => {
  it('says that nothing differs', async () => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    expect(await diff(folder, ['HEAD'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'what is selected renders to the same as at HEAD\n',
    });
  });

  it('takes the config as it is on disk, and makes a patch that git and patch take', async () => {
    const folder = repository({ 'lvsgen.yaml': twoClusters });
    await lvsgen(folder, ['render', '--no-lint']);
    const copies = [temporaryFolder(), temporaryFolder()];
    for (const copy of copies) execFileSync('cp', ['-a', `${folder}/.`, copy]);
    putAll(folder, { 'lvsgen.yaml': moreVips.replace('el6, el7', 'el7, el8') });
    const { code, stdout: input, stderr } = await diff(folder, ['HEAD']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    execFileSync('git', ['apply', '-'], { cwd: copies[0], input, stdio: 'pipe' });
    execFileSync('patch', ['-p1', '-s'], { cwd: copies[1], input, stdio: 'pipe' });
    await lvsgen(folder, ['render', '--no-lint']);
    const rendered = treeOf(join(folder, 'generated'));
    for (const copy of copies) expect(treeOf(join(copy, 'generated'))).toEqual(rendered);
  });

  it('makes a review for a pull request', async () => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    commit(folder, { 'lvsgen.yaml': moreVips });
    const sha = git(folder, 'rev-parse', 'HEAD^').slice(0, 12);
    const { code, stdout } = await diff(folder, ['HEAD^', '--format', 'markdown']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^## `lvsgen diff /);
    expect(stdout).toContain(`Compared with commit ${sha}: 2 files changed, 0 added, 0 removed.`);
    expect(stdout).toContain('\n- Reload the real servers on el6 and el7. No connection ends:\n');
  });

  it.each([
    ['no config', { notes: '' }, 'looked for in main and in the folders above'],
    ['one that is wrong', { 'lvsgen.yaml': 'clusters: {}' }, '`main:lvsgen.yaml: '],
  ])('makes a review of the files alone where the revision has %s', async (_, files, message) => {
    const folder = repository(files);
    putAll(folder, { 'lvsgen.yaml': fourLines });
    await lvsgen(folder, ['render', '--no-lint', '--cluster', 'web']);
    unlinkSync(join(folder, 'lvsgen.yaml'));
    commit(folder, files);
    putAll(folder, { 'lvsgen.yaml': moreVips });
    const { code, stdout } = await diff(folder, ['main', '--format', 'markdown']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Compared with commit .*: 2 files changed, 0 added, 0 removed\.$/m);
    expect(stdout).toContain(message);
    expect(stdout).not.toContain(place.temporary);
    const unknown = await diff(folder, ['main', '--format', 'markdown', '--cluster', 'nope']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
  });

  it('selects, on both sides', async () => {
    const folder = repository({ 'lvsgen.yaml': twoClusters });
    putAll(folder, { 'lvsgen.yaml': moreVips });
    const gone = await diff(folder, ['HEAD', '--cluster', 'mail']);
    expect(gone.stdout).toContain(
      '--- a/generated/mail/real-server/el6/etc/rc.d/init.d/lvs-mail\n+++ /dev',
    );
    expect(gone.stdout).not.toContain('b/generated/web/');
    const neither = await diff(folder, ['HEAD', '--cluster', 'shop']);
    expect(neither).toMatchObject({ code: 2, stdout: '' });
    expect(neither.stderr).toContain('there is no cluster shop');
  });

  it('finds the configs that are named, some of which are new or gone', async () => {
    const folder = repository({
      'sites/west.yaml': fourLines,
      'sites/gone.yaml': fourLines.replace('web', 'gone'),
    });
    unlinkSync(join(folder, 'sites/gone.yaml'));
    putAll(folder, { 'sites/new.yaml': fourLines.replace('web', 'new') });
    const glob = await diff(join(folder, 'sites'), ['HEAD', '-c', '../sites/*.yaml']);
    expect(glob.stdout.match(/^(new|deleted) file.*/gm)).toHaveLength(10);
    const named = await diff(folder, ['HEAD', '-c', 'sites/west.yaml', '-c', 'sites/new.yaml']);
    expect(named.stderr).toContain('HEAD has no sites/new.yaml: all that it renders to is shown');
    expect(named.stdout).not.toContain('b/generated/web/');
  });

  it('has the templates of that revision, and names what is wrong with them', async () => {
    const unit = (word: string): Record<string, string> => ({
      'own/service/unit.hbs': `# Generated by lvsgen from cluster {{cluster}}. Do not edit.\n# ${word}\n`,
    });
    const folder = repository({ 'lvsgen.yaml': `templates: own\n${fourLines}`, ...unit('one') });
    putAll(folder, unit('two'));
    const { stdout } = await diff(folder, ['HEAD']);
    expect(stdout).toContain('\n-# one\n+# two\n');
    expect(stdout.match(/^diff /gm)).toHaveLength(1);
    commit(folder, unit('{{nope}}'));
    putAll(folder, { 'lvsgen.yaml': fourLines });
    const { code, stderr } = await diff(folder, ['HEAD']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^HEAD:own\/service\/unit.hbs:2:/);
  });

  it.each([
    ['yaml', fourLines.replace('vips', 'vip'), ':2:3: error: clusters.web.vips: '],
    ['json', '{"clusters": nope}', ':1:14: error: clusters: '],
    ['ts', `throw new Error('no');`, ':1:1: error: the config throws Error: no'],
  ])('names a %s config that is wrong there as git does', async (ending, text, message) => {
    const file = `sites/lvsgen.${ending}`;
    const folder = repository({ [file]: text });
    const good = '{"clusters":{"web":{"mode":"dr","vips":["192.0.2.1"],"targets":["el6"]}}}';
    putAll(folder, { [file]: ending === 'ts' ? `export default ${good}` : good });
    const { code, stdout, stderr } = await diff(join(folder, 'sites'), ['main']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(`main:${file}${message}`), stderr).toBe(true);
    expect(stderr).not.toContain(place.temporary);
  });

  it.each([
    [['nowhere'], 'git knows no revision "nowhere" that is a commit'],
    [['a\nb'], 'git knows no revision "a\\nb"'],
    [[''], 'git knows no revision ""'],
    [['HEAD:lvsgen.yaml'], 'git knows no revision "HEAD:lvsgen.yaml"'],
    [['main...HEAD'], '$(git merge-base main HEAD)'],
    [['HEAD', '-c', '-'], 'the config is read from standard input, of which'],
    [['HEAD', '-c', '../lvsgen.yaml'], '../lvsgen.yaml lies outside of the repository'],
    [['HEAD', '-c', 'new.yaml'], 'this revision has no config new.yaml'],
    [['empty'], 'there is no config: lvsgen.yaml, '],
  ])('does not compare %j', async (argv, message) => {
    const folder = temporaryFolder();
    put(folder, 'lvsgen.yaml', fourLines);
    git(folder, 'init', '--quiet', '--initial-branch=main', 'site');
    const site = join(folder, 'site');
    commit(site, { notes: '' });
    git(site, 'tag', 'empty');
    commit(site, { 'lvsgen.yaml': fourLines });
    put(site, 'new.yaml', fourLines.replace('web', 'new'));
    const { code, stdout, stderr } = await diff(site, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('needs a repository, and git', async () => {
    const folder = temporaryFolder();
    put(folder, 'lvsgen.yaml', fourLines);
    const argv = ['diff', 'HEAD'];
    expect((await lvsgen(folder, argv)).stderr).toContain('not a git repository');
    const { code, stderr } = await lvsgen(folder, argv, { env: { PATH: folder } });
    expect(code).toBe(2);
    expect(stderr).toContain('a revision needs git and tar');
  });
});
