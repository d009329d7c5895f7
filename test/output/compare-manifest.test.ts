import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/output/compare.ts';
import { inShort, renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder } from './tree.ts';

const init = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
const unit = 'web/real-server/el7/usr/lib/systemd/system/lvs-web.service';
const logic = 'web/real-server/el7/usr/sbin/lvs-web';
const files = [rendered(init), rendered(unit, 'u', 0o644), rendered(logic)];

describe('comparing with the manifest', () => {
  it('sees nothing outside the selection', async () => {
    const out = temporaryFolder();
    const db = rendered('db/real-server/el6/etc/rc.d/init.d/lvs-db');
    await renderInto(out, [...files, db]);
    put(out, db.path, 'changed');
    rmSync(join(out, unit));
    const selection = { clusters: ['web'], targets: ['el6'] };
    expect(inShort(await compare(files.slice(0, 1), out, selection))).toEqual([
      `unchanged ${init}`,
      'unchanged lvsgen.files',
    ]);
    const { listedAfter } = await compare([], out, selection);
    expect(listedAfter).toEqual([db.path, unit, logic]);
  });

  it('finds a manifest that is out of date, out of order or missing', async () => {
    const out = temporaryFolder();
    await renderInto(out, files);
    const manifest = async (): Promise<string | undefined> =>
      inShort(await compare(files, out)).at(-1);
    put(out, 'lvsgen.files', `${init}\r\n${unit}\r\n${logic}\r\n`);
    expect(await manifest()).toBe('unchanged lvsgen.files');
    put(out, 'lvsgen.files', `${unit}\n${init}\n${logic}\n`);
    expect(await manifest()).toBe('updated lvsgen.files');
    put(out, 'lvsgen.files', `${init}\n${unit}\n`);
    expect(await manifest()).toBe('updated lvsgen.files');
    rmSync(join(out, 'lvsgen.files'));
    expect(await manifest()).toBe('created lvsgen.files');
    expect(inShort(await compare([], temporaryFolder()))).toEqual([]);
  });
});
