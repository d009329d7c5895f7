import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal, renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from './tree.ts';

const files = [rendered('web/real-server/el6/etc/rc.d/init.d/lvs-web')];

describe('refused before anything is written', () => {
  it.each([
    ['web/real-server/el6/../../../../x'],
    ['/web/real-server/el6/x'],
    ['web/real-server/el6//x'],
    ['web/real-server/el6/x\ny'],
  ])('the rendered path %j', async (bad) => {
    const out = temporaryFolder();
    await refusal(() => renderInto(out, [rendered(bad)]));
    expect(treeOf(out)).toEqual({});
  });

  it('an output folder that is a file, or a link to nothing', async () => {
    const out = temporaryFolder();
    put(out, 'file', 'x');
    symlinkSync('nowhere', join(out, 'link'));
    for (const name of ['file', 'link']) {
      const lines = await refusal(() => renderInto(join(out, name), files));
      expect(lines[0]).toContain('the output folder is a file, or a symbolic link to');
    }
    expect((await refusal(() => renderInto(join(out, 'file/below'), files)))[0]).toContain(
      'ENOTDIR',
    );
  });
});
