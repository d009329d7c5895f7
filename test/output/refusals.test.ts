import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refusal, renderInto } from './render-into.ts';
import { put, rendered, shell, temporaryFolder, treeOf } from './tree.ts';

const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
const other = 'web/real-server/el7/usr/sbin/lvs-web';
const orphan = 'db/real-server/el6/etc/x';
const files = [rendered(path), rendered(other)];
const link = (place: string) => `mkdir -p $(dirname ${place}); ln -s "$PWD/../elsewhere" ${place}`;
const links = ['web', 'web/real-server', 'web/real-server/el6/etc/rc.d/init.d', path];
const lines = [
  ...['/etc/passwd', '../../etc/passwd', 'web/real-server/el6/../../../x'],
  ...['web/real-server/el6/./x', 'web/real-server//el6/x', 'web/real-server/el6/x/'],
  ...['web\\\\real-server\\\\el6\\\\x', 'web/real-server/el6/x\\033[2J', 'web/real-server/el6'],
  ...['lvsgen.files', 'Web/real-server/el6/x', '<<<<<<< HEAD', ''],
];

// What is planted, the place that is named, and what is said of it.
it.each<[string, string, string]>([
  ...links.map(
    (place) => [link(place), place, ': a symbolic link stands where'] as [string, string, string],
  ),
  ['mkdir real; ln -s real web', 'web', 'a symbolic link stands where a folder has to go'],
  [`mkdir -p ${path}`, path, 'something else stands where a file has to go'],
  ['mkdir web; : > web/real-server', 'web/real-server', 'something else stands where a folder'],
  [`mkdir -p $(dirname ${path}); mkfifo ${path}`, path, 'something else stands where'],
  [`mkdir -p $(dirname ${path}); echo mine > ${path}`, path, "somebody else's file"],
  [`echo ${orphan} > lvsgen.files; ${link('db')}`, 'db', 'a symbolic link stands where'],
  [`echo ${orphan} > lvsgen.files; : > db`, 'db', 'something else stands where a folder'],
  ['mkdir lvsgen.files', 'lvsgen.files', ':: something else stands'],
  ['echo x > x; ln -s x lvsgen.files', 'lvsgen.files', ':: a symbolic link stands'],
  ...lines.map(
    (line) =>
      [
        `printf '%b\n' ${path} '${line}' > lvsgen.files`,
        'lvsgen.files',
        ':2: [^\u001b]* is damaged: [^\u001b]*$',
      ] as [string, string, string],
  ),
])('nothing is written after %s', async (script, place, said) => {
  const folder = temporaryFolder();
  const out = join(folder, 'out');
  put(folder, 'elsewhere/real-server/el6/etc/x', rendered(orphan).content);
  mkdirSync(out);
  shell(out, script);
  const before = treeOf(folder);
  const found = await refusal(() => renderInto(out, files));
  expect(found).toEqual([expect.stringMatching(said)]);
  expect(found[0]).toContain(`${join(out, place)}:`);
  expect(treeOf(folder)).toEqual(before);
});

it('names all that is in the way in one run', async () => {
  const out = temporaryFolder();
  put(out, path, 'x');
  mkdirSync(join(out, other), { recursive: true });
  const lines = await refusal(() => renderInto(out, files));
  expect(lines.map((line) => line.split(':')[0])).toEqual([join(out, other), join(out, path)]);
});

it.each([
  ['file', 'ENOTDIR'],
  ['file/below', 'ENOTDIR'],
  ['link', 'ENOENT'],
])(
  'refuses the output folder %s, where there is a file and a link to nothing',
  async (name, code) => {
    const folder = temporaryFolder();
    shell(folder, ': > file; ln -s nowhere link');
    expect(await refusal(() => renderInto(join(folder, name), files))).toEqual([
      expect.stringContaining(code),
    ]);
  },
);
