// A spec of the user's own, which lets lvsgen install what it packages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bin } from '../commands/bin.ts';
import { fourLines, project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { describeRpm, run } from './tools.ts';

describeRpm('a spec of the user', () => {
  it('packages what lvsgen installs, as docs/rpm.md says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/rpm.md'), 'utf8');
    const body = /^```spec\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
    const folder = project(fourLines);
    const tags = ['Name: web-farm', 'Version: 1', 'Release: 1', 'Summary: Scripts', 'License: MIT'];
    const rest = body.replace('%install', '%description\nScripts.\n\n%install');
    put(folder, 'own.spec', `${tags.join('\n')}\nBuildArch: noarch\n${rest}`);
    put(folder, 'bin/lvsgen', `#!/bin/sh\nexec ${process.execPath} ${bin} "$@"\n`, 0o755);
    const macros = { _topdir: `${folder}/top`, _tmppath: folder, _sourcedir: folder };
    const defines = Object.entries(macros).flatMap((one) => ['--define', one.join(' ')]);
    const path = `PATH=${folder}/bin:${process.env['PATH'] ?? ''}`;
    run('env', path, 'rpmbuild', '-bb', ...defines, join(folder, 'own.spec'));
    const built = join(folder, 'top/RPMS/noarch/web-farm-1-1.noarch.rpm');
    expect(run('rpm', '-qpl', '--nosignature', built)).toBe('/etc/rc.d/init.d/lvs-web\n');
  });
});
