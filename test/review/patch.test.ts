// What `lvsgen diff` prints of an output folder does the same as writing.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compare } from '../../src/output/compare.ts';
import { fileChanges, patchOf } from '../../src/review/file-change.ts';
import type { RenderedFile } from '../../src/roles/artifact.ts';
import { renderInto } from '../output/render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from '../output/tree.ts';

const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';

async function patch(out: string, files: readonly RenderedFile[]): Promise<string> {
  const changes = fileChanges(await compare(files, out));
  return changes.map(patchOf).join('');
}

const lines = Array.from({ length: 40 }, (_, index) => `echo ${index}`);

it.each([
  ['files to create, update and remove, and modes', undefined],
  ['no line end at the end', '#!/bin/sh'],
  ['CRLF line ends', 'a\r\necho 3\r\n'],
  ['a byte order mark', `\uFEFF${lines.join('\n')}\n`],
  ['nothing in a file', ''],
  ['characters of all planes', '服务器 😀\u2028x\u0085y\fz\n'],
])('git and patch take the diff: %s', async (_, text) => {
  const out = temporaryFolder();
  const files = [
    rendered(path, lines.join('\n')),
    rendered('web/real-server/el6/both', 'new'),
    rendered('web/real-server/el6/on'),
    rendered('web/real-server/el7/off', 'x', 0o644),
  ];
  await renderInto(out, [...files, rendered('db/real-server/el6/with space "quoted" é')]);
  put(out, path, rendered(path, lines.with(3, 'a').with(30, 'b').join('\n')).content, 0o755);
  put(out, 'web/real-server/el6/both', 'old\n', 0o644);
  chmodSync(join(out, 'web/real-server/el6/on'), 0o644);
  chmodSync(join(out, 'web/real-server/el7/off'), 0o755);
  if (text !== undefined) put(out, path, text, 0o755);
  const wanted = [...files, rendered('api/real-server/el6/new')];
  const input = await patch(out, wanted);
  const copies = [
    ['git', ['apply', '-']],
    ['patch', ['-p1', '-s']],
  ] as const;
  const trees = copies.map(([program, args]) => {
    const cwd = temporaryFolder();
    cpSync(out, cwd, { recursive: true });
    execFileSync(program, args, { cwd, input, stdio: 'pipe' });
    return treeOf(cwd);
  });
  await renderInto(out, wanted);
  expect(trees).toEqual([treeOf(out), treeOf(out)]);
  expect(await patch(out, wanted)).toBe('');
});
