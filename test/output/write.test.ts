import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal, renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from './tree.ts';

const init = rendered('web/real-server/el6/etc/rc.d/init.d/lvs-web');
const unit = rendered('web/real-server/el7/usr/lib/systemd/system/lvs-web.service', 'u', 0o644);
const secret = rendered('web/director-lb1/el9/etc/keepalived/keepalived.conf', 'p', 0o600);
const db = rendered('db/real-server/el6/etc/rc.d/init.d/lvs-db');

describe('writing', () => {
  it('puts files, modes and manifest in place, whatever the umask', async () => {
    const out = join(temporaryFolder(), 'a', 'b');
    const umask = process.umask(0o077);
    await renderInto(out, [secret, init, unit]).finally(() => process.umask(umask));
    expect(treeOf(out)).toEqual({
      [secret.path]: `600 ${secret.content}`,
      [init.path]: `755 ${init.content}`,
      [unit.path]: `644 ${unit.content}`,
      'lvsgen.files': `600 ${secret.path}\n${init.path}\n${unit.path}\n`,
    });
  });

  it('does not touch what is equal', async () => {
    const out = temporaryFolder();
    await renderInto(out, [init, unit]);
    const stamp = (path: string): unknown => {
      const { ino, ctimeNs } = statSync(join(out, path), { bigint: true });
      return [ino, ctimeNs];
    };
    const before = [init.path, unit.path, 'lvsgen.files'].map(stamp);
    await renderInto(out, [init, unit]);
    expect([init.path, unit.path, 'lvsgen.files'].map(stamp)).toEqual(before);
    put(out, init.path, init.content, 0o644);
    await renderInto(out, [init, unit]);
    expect(statSync(join(out, init.path))).toMatchObject({ mode: 0o100755 });
    expect(stamp(unit.path)).toEqual(before[1]);
  });

  it('does not write through a link where its temporary file would be', async () => {
    const folder = temporaryFolder();
    put(folder, 'other', 'of others');
    const temporary = join(folder, 'out', `${init.path}.${process.pid}`);
    mkdirSync(join(temporary, '..'), { recursive: true });
    symlinkSync(join(folder, 'other'), temporary);
    await renderInto(join(folder, 'out'), [init]).catch(() => undefined);
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('of others');
  });

  it('replaces a file, so that whoever reads the old one reads it to its end', async () => {
    const out = temporaryFolder();
    await renderInto(out, [init]);
    const { ino } = statSync(join(out, init.path));
    await renderInto(out, [rendered(init.path, 'new')]);
    expect(statSync(join(out, init.path)).ino).not.toBe(ino);
    expect(readFileSync(join(out, init.path), 'utf8')).toContain('new');
  });

  it('removes orphans and the folders that this empties, and no other', async () => {
    const out = temporaryFolder();
    await renderInto(out, [init, unit, db]);
    put(out, 'web/real-server/el7/usr/lib/mine', 'x');
    mkdirSync(join(out, 'web/real-server/el8'));
    await renderInto(out, [init]);
    expect(treeOf(out)).toEqual({
      [init.path]: `755 ${init.content}`,
      'lvsgen.files': `644 ${init.path}\n`,
      'web/real-server/el7/usr/lib/mine': '644 x',
      'web/real-server/el8': 'empty folder',
    });
    await renderInto(out, []);
    expect(Object.keys(treeOf(out))).toEqual([
      'lvsgen.files',
      'web/real-server/el7/usr/lib/mine',
      'web/real-server/el8',
    ]);
  });

  it('leaves everything outside the selection alone, in the manifest too', async () => {
    const out = temporaryFolder();
    await renderInto(out, [init, unit, db]);
    put(out, db.path, 'edited\n');
    const changed = rendered(init.path, 'new');
    await renderInto(out, [changed], { clusters: ['web'], targets: ['el6'] });
    await renderInto(out, [], { roles: ['director'] });
    expect(treeOf(out)).toEqual({
      [db.path]: '644 edited\n',
      [init.path]: `755 ${changed.content}`,
      [unit.path]: `644 ${unit.content}`,
      'lvsgen.files': `644 ${[db, init, unit].map(({ path }) => `${path}\n`).join('')}`,
    });
  });

  it('follows a link that is the output folder itself', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'out'));
    await renderInto(join(folder, 'out'), [init]);
    expect(Object.keys(treeOf(join(folder, 'real')))).toEqual(['lvsgen.files', init.path]);
    expect(lstatSync(join(folder, 'out')).isSymbolicLink()).toBe(true);
  });

  it('tells in plain words what the system refuses', async () => {
    const out = temporaryFolder();
    const long = rendered(`web/real-server/el6/${'x'.repeat(256)}`);
    expect(await refusal(() => renderInto(out, [long]))).toEqual([
      `${join(out, long.path)}:: cannot write this: ENAMETOOLONG: name too long`,
    ]);
  });
});
