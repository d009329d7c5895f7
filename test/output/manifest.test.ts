import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatManifest, parseManifest, readManifest } from '../../src/output/manifest.ts';
import { sortPaths } from '../../src/output/path-rules.ts';
import { refusal } from './render-into.ts';
import { put, temporaryFolder } from './tree.ts';

const good = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';

describe('the manifest', () => {
  it('is a sorted list of paths, one a line', () => {
    const paths = sortPaths([
      'web/b/c/é',
      'web/b/c/d',
      'web/b/c/😀',
      'web/b/c/\uFF5E',
      'web/b/c/d',
    ]);
    expect(formatManifest(paths)).toBe('web/b/c/d\nweb/b/c/é\nweb/b/c/\uFF5E\nweb/b/c/😀\n');
    expect(parseManifest(Buffer.from(formatManifest(paths)), 'f')).toEqual(paths);
  });

  it('lists nothing where it is missing or empty', async () => {
    const out = temporaryFolder();
    expect(await readManifest(join(out, 'nowhere'))).toEqual({ exists: false, paths: [] });
    put(out, 'lvsgen.files', '');
    expect(await readManifest(out)).toEqual({ exists: true, paths: [] });
  });

  it.each([
    ['CRLF', `${good}\r\n${good}.2\r\n`],
    ['no last line end', `${good}\n${good}.2`],
    ['a byte order mark', `\uFEFF${good}\n${good}.2\n`],
  ])('may have %s', (_, text) => {
    expect(parseManifest(Buffer.from(text), 'f')).toEqual([good, `${good}.2`]);
  });

  it.each([
    ['an absolute path', '/etc/passwd', 'it is absolute'],
    ['a path that leaves', 'web/real-server/el6/../../../x', 'by ".."'],
    ['a dot segment', 'web/real-server/el6/./x', '"." segment'],
    ['an empty segment', 'web/real-server//el6/x', 'an empty segment'],
    ['an empty line', '', 'it is empty'],
    ['a folder', `${good}/`, 'an empty segment'],
    ['a backslash', 'web\\real-server\\el6\\x', 'a backslash'],
    ['a control character', 'web/real-server/el6/x\u001b[2J', 'a control character'],
    ['a path twice', good, 'it stands in line 1 already'],
    ['the mark of a conflict', '<<<<<<< HEAD', 'a merge conflict'],
    ['the middle of a conflict', '=======', 'a merge conflict'],
    ['the end of a conflict', '>>>>>>> branch', 'a merge conflict'],
    ['too few segments', 'web/real-server/el6', 'not of the form cluster/role/target/path'],
    ['itself', 'lvsgen.files', 'not of the form'],
    ['a name that is no cluster', 'Web/real-server/el6/x', 'not of the form'],
  ])('is damaged by %s', async (_, line, fault) => {
    const out = temporaryFolder();
    put(out, 'lvsgen.files', `${good}\n${line}\nweb/real-server/el6/z\n`);
    const [said, ...more] = await refusal(() => readManifest(out));
    expect(said).toContain(`${out}/lvsgen.files:2: this list of rendered files is damaged: `);
    expect(said).toContain(fault);
    expect(said).not.toContain('\u001b');
    expect(more).toEqual([]);
  });

  it('is damaged by bytes that are not UTF-8', async () => {
    const out = temporaryFolder();
    put(
      out,
      'lvsgen.files',
      Buffer.concat([Buffer.from(`${good}\nweb/a/b/`), Buffer.of(0xff, 10)]),
    );
    expect(await refusal(() => readManifest(out))).toEqual([
      expect.stringMatching(/lvsgen\.files:2: .*it is not UTF-8; nothing was written/),
    ]);
  });

  it('has to be a regular file', async () => {
    const out = temporaryFolder();
    mkdirSync(join(out, 'lvsgen.files'));
    expect((await refusal(() => readManifest(out)))[0]).toContain('not a regular file');
    const other = temporaryFolder();
    put(other, 'real', good);
    symlinkSync('real', join(other, 'lvsgen.files'));
    expect((await refusal(() => readManifest(other)))[0]).toContain('not a regular file');
  });
});
