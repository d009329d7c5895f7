// A spec of the user's own, which lets lvsgen install what it packages.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bin } from '../commands/bin.ts';
import { fourLines, project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { run } from './build.ts';
import { describeRpm } from './requirements.ts';

describeRpm('a spec of the user', () => {
  it.for([
    ['el6', ['/etc/rc.d/init.d/lvs-web']],
    [
      'el7',
      [
        '/etc/rc.d/init.d/lvs-web',
        '/usr/lib/systemd/system/lvs-web-guard.service',
        '/usr/lib/systemd/system/lvs-web.service',
        '/usr/sbin/lvs-web',
      ],
    ],
  ] as const)('packages what is installed for %s', ([target, expected]) => {
    const folder = project(fourLines);
    put(folder, 'lvsgen', `#!/bin/sh\nexec ${process.execPath} ${bin} "$@"\n`, 0o755);
    cpSync(join(import.meta.dirname, 'own.spec'), join(folder, 'own.spec'));
    run('sed', '-i', `s/--target el6/--target ${target}/`, join(folder, 'own.spec'));
    const path = `${folder}:${process.env['PATH'] ?? ''}`;
    const defines = [`_topdir ${folder}/top`, `_tmppath ${folder}`, `_sourcedir ${folder}`];
    run(
      'env',
      ...[`PATH=${path}`, 'rpmbuild', '-bb', ...defines.flatMap((one) => ['--define', one])],
      join(folder, 'own.spec'),
    );
    const built = join(folder, 'top/RPMS/noarch');
    const [name = ''] = readdirSync(built);
    const listed = run('rpm', '-qpl', '--nosignature', join(built, name));
    expect(listed.trim().split('\n').sort()).toEqual(expected);
  });
});
