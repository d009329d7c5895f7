import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { archiveOf } from '../../src/rpm/packages.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put, rendered } from '../output/tree.ts';
import { run } from './tools.ts';

const script = rendered('web/real-server/el7/etc/rc.d/init.d/lvs-web', 'echo Größe 漢');
const unit = rendered('web/real-server/el7/usr/lib/systemd/system/lvs-web.service', 'a', 0o644);

it('holds each file by its install path, with its mode and for root', async () => {
  const folder = temporaryFolder();
  put(folder, 'a.tar', await archiveOf('lvs-web-1.0', [unit, script]));
  const listed = run('tar', '--utc', '-tvf', join(folder, 'a.tar')).trim().split('\n');
  expect(listed.map((line) => line.replace(/ +/g, ' '))).toEqual([
    `-rwxr-xr-x root/root ${Buffer.byteLength(script.content)} 1980-01-01 00:00 lvs-web-1.0/etc/rc.d/init.d/lvs-web`,
    `-rw-r--r-- root/root ${unit.content.length} 1980-01-01 00:00 lvs-web-1.0/usr/lib/systemd/system/lvs-web.service`,
  ]);
  run('tar', '-C', folder, '-xf', join(folder, 'a.tar'));
  const unpacked = join(folder, 'lvs-web-1.0/etc/rc.d/init.d/lvs-web');
  expect(readFileSync(unpacked, 'utf8')).toBe(script.content);
});

// What a given package was built from has to be found again with a later version of Node.js and of lvsgen.
it('has the same bytes as ever', async () => {
  const bytes = Buffer.from(await archiveOf('lvs-web-1.0', [script, unit]));
  expect(bytes.length % 512).toBe(0);
  expect(createHash('sha256').update(bytes).digest('hex')).toMatchInlineSnapshot(
    `"68be0283c9d37c0c27827212cd61c3ae980355e0a2ff1f2c133728c8c24cc90a"`,
  );
});
