import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compare } from '../../src/output/compare.ts';
import type { Selection } from '../../src/roles/artifact.ts';
import { inShort, renderInto } from './render-into.ts';
import { put, rendered, shell, temporaryFolder } from './tree.ts';

const init = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
const unit = 'web/real-server/el7/usr/lib/systemd/system/lvs-web.service';
const logic = 'web/real-server/el7/usr/sbin/lvs-web';
const db = 'db/real-server/el6/etc/rc.d/init.d/lvs-db';
const files = [rendered(init), rendered(unit, 'u', 0o644), rendered(logic)];
const tar = 'web/real-server/el6/lvs-web-1.0-1.el6.tar';
const list = 'lvsgen.files';

it('finds all to be created where there is no folder, and nothing where nothing is rendered', async () => {
  const out = join(temporaryFolder(), 'nowhere');
  const created = [init, unit, logic, list].map((path) => `created ${path}`);
  expect(inShort(await compare(files, out))).toEqual(created);
  expect(inShort(await compare([], out))).toEqual([]);
});

const dropped = [`removed ${logic}`, `updated ${list}`];
const kept = [`foreign ${logic}`, `updated ${list}`];

// What is done to a folder that is as rendered, and how it differs then: from so many of the rendered files.
it.each<[number, string, string, readonly string[]]>([
  [3, 'nothing', '', []],
  [3, 'other bits of modes', `chmod 750 ${init}; chmod 600 ${unit}`, []],
  [3, 'the executable bit', `chmod 644 ${init}`, [`mode ${init}`]],
  [3, 'content', `echo changed > ${unit}; chmod 755 ${unit}`, [`updated ${unit}`]],
  [3, 'a missing file', `rm ${logic}`, [`created ${logic}`]],
  [1, 'orphans', '', [`removed ${unit}`, `removed ${logic}`, `updated ${list}`]],
  [2, 'an orphan that is gone', `rm ${logic}`, [`updated ${list}`]],
  [3, 'what is listed for a package', `echo ${tar} >> ${list}`, [`updated ${list}`]],
  [2, 'an orphan with CRLF', `sed -i 's/$/\r/' ${logic}`, dropped],
  [2, 'one without its line', `echo mine > ${logic}`, kept],
  [2, 'one of another cluster', `sed -i 's/cluster web/cluster db/' ${logic}`, kept],
  [2, 'one with the line in another', `sed -i 's/^# /# x /' ${logic}`, kept],
  [2, 'one that is a link now', `mv ${logic} x; ln -s "$PWD/x" ${logic}`, kept],
  [2, 'one that is a folder now', `rm ${logic}; mkdir ${logic}`, kept],
  [
    3,
    'files of others, where rendered files are and elsewhere',
    `cd web/real-server; mkdir -p el7/a/b el8 el6/empty; ln -s /etc el6/link
    for folder in el7/a/b el6/etc el8 ..; do : > $folder/x; done`,
    ['el6/etc/x', 'el6/link', 'el7/a/b/x'].map((path) => `foreign web/real-server/${path}`),
  ],
  [3, 'a list with CRLF', `sed -i 's/$/\r/' ${list}`, []],
  [3, 'another order', `sort -r ${list} -o ${list}`, [`updated ${list}`]],
  [3, 'a line twice', `sed -i p ${list}`, [`updated ${list}`]],
  [3, 'an empty list', `: > ${list}`, [`updated ${list}`]],
  [3, 'no list', `rm ${list}`, [`created ${list}`]],
])('of %i files it tells %s', async (count, _, script, expected) => {
  const out = temporaryFolder();
  await renderInto(out, files);
  shell(out, script);
  const changes = inShort(await compare(files.slice(0, count), out));
  expect(changes.filter((line) => !line.startsWith('unchanged'))).toEqual(expected);
  const rendered = changes.filter((line) => !/^(foreign|removed)/.test(line));
  expect(rendered).toHaveLength(count + 1);
});

it.each<[Selection, readonly string[], readonly string[]]>([
  [{ clusters: ['web'], targets: ['el6'] }, [db, unit, logic], [`removed ${init}`]],
  [{ clusters: ['db', 'web'], roles: ['director'] }, [db, init, unit, logic], []],
  [{ clusters: ['we'] }, [db, init, unit, logic], []],
  [
    { clusters: [], roles: ['real-server'], targets: ['el6'] },
    [unit, logic],
    [db, init].map((path) => `removed ${path}`),
  ],
])('sees nothing outside of the selection %j', async (selection, listed, expected) => {
  const out = temporaryFolder();
  await renderInto(out, [...files, rendered(db)]);
  const comparison = await compare([], out, selection);
  expect(comparison.listedAfter).toEqual(listed);
  expect(inShort(comparison).slice(0, -1)).toEqual(expected);
});

it('takes an unlisted file that bears the line for its own', async () => {
  const out = temporaryFolder();
  put(out, init, rendered(init, 'of old').content);
  expect(inShort(await compare(files.slice(0, 1), out))[0]).toBe(`updated ${init}`);
});
