// A package of each kind, built by the real rpmbuild and read by the real rpm, ShellCheck and rpmlint.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bin } from '../commands/bin.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { fourLines, project } from '../commands/project.ts';
import { filesBelow, put } from '../output/tree.ts';
import { describeRpm, run, tryRun } from './tools.ts';

/** Each way to start services, and what a spec may stumble over. */
const config = `defaults:
  rpm:
    version: '1.0'
    packager: Operations <ops@example.com>
    changelog:
      - { date: 2026-11-28, author: Operations <ops@example.com>, version: 1.0, changes: ['100% of %{name}', B] }
      - { date: 2024-02-29, author: Operations <ops@example.com>, version: 0.9-2, changes: [A] }
clusters:
  direct:
    description: 'Direct routing: 100% of %{name}, %(touch /tmp/never), %%if and $HOME'
    mode: dr
    vips: [192.168.10.12, '2001:db8::12']
    targets: [el6, el7]
    rpm: { license: MIT, vendor: Example, url: 'https://www.example.com/' }
    director:
      targets: [el6, el9]
      interface: eth0
      services: [{ mark: 1, ports: [80, 443] }]
      realServers: [{ address: 192.168.10.21 }, { address: '2001:db8::21' }]
  sysv: { mode: tun, vips: [192.168.10.13], targets: [el7], initSystems: [sysv] }
  systemd: { mode: nat, vips: [192.168.10.14], targets: [el8], gateway: 10.0.0.1, guard: false }
`;

/** What a build host may have set: as those of CentOS 8 do, and more so. */
const macros = `%__os_install_post find "$RPM_BUILD_ROOT" -type f -exec sed -i '1s,/bin/sh,/usr/bin/sh,' {} +
%_use_internal_dependency_generator 0
%__find_requires /bin/echo found-on-the-build-host
%__find_provides /bin/echo found-on-the-build-host
%_binary_payload w19.zstdio
%dist .el5
%vendor Build host
`;

const places: Readonly<Record<string, string>> = {
  'direct/director/el6': 'lvs-direct-director-1.0-1.el6',
  'direct/director/el9': 'lvs-direct-director-1.0-1.el9',
  'direct/real-server/el6': 'lvs-direct-1.0-1.el6',
  'direct/real-server/el7': 'lvs-direct-1.0-1.el7',
  'systemd/real-server/el8': 'lvs-systemd-1.0-1.el8',
  'sysv/real-server/el7': 'lvs-sysv-1.0-1.el7',
};

describeRpm('every package', () => {
  let folder = '';

  const binaryOf = (place: string): string =>
    join(folder, `rpm/RPMS/noarch/${places[place] ?? ''}.noarch.rpm`);
  const query = (place: string, ...options: string[]): string =>
    run('rpm', '-qp', '--nosignature', ...options, binaryOf(place));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvsgen rpm '));
    vi.stubEnv('HOME', folder);
    put(folder, '.rpmmacros', macros);
    put(folder, 'lvsgen.yaml', config);
    for (const argv of [
      ['render', '--no-lint'],
      ['rpm', '--build'],
    ]) {
      const { code, stderr } = await lvsgen(folder, argv);
      if (code !== 0) throw new Error(stderr);
    }
  }, 120_000);

  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is built, the same by every build', async () => {
    const packages = join(folder, 'rpm/RPMS/noarch');
    const names = Object.values(places).map((name) => `${name}.noarch.rpm`);
    expect(filesBelow(packages)).toEqual(names.sort());
    const digests = (): string[] => names.map((name) => run('sha256sum', join(packages, name)));
    const before = digests();
    const { stderr } = await lvsgen(folder, [
      'rpm',
      '--no-lint',
      '--build',
      '--cluster',
      'systemd',
    ]);
    expect(stderr).toContain(
      `built      rpm/RPMS/noarch/${places['systemd/real-server/el8']}.noarch.rpm\n`,
    );
    expect(digests()).toEqual(before);
  });

  it.each(Object.keys(places))('%s has the rendered bytes, with mode and owner', (place) => {
    const format =
      '[%{FILENAMES} %{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILEDIGESTS}\n]';
    const tree = join(folder, 'generated', place);
    const expected = filesBelow(tree).map((path) => {
      const mode = path.endsWith('.service') ? '-rw-r--r--' : '-rwxr-xr-x';
      const digest = createHash('sha256').update(readFileSync(join(tree, path)));
      return `/${path} ${mode} root:root ${digest.digest('hex')}`;
    });
    expect(query(place, '--qf', format).trim().split('\n').sort()).toEqual(expected.sort());
    // Every version of rpm can unpack it.
    expect(query(place, '--qf', '%{PAYLOADFORMAT} %{PAYLOADCOMPRESSOR}')).toBe('cpio gzip');
  });

  it('is named, released and described as the config says', () => {
    const format = '%{NAME}|%{VERSION}|%{RELEASE}|%{ARCH}|%{LICENSE}|%{VENDOR}|%{PACKAGER}|%{URL}';
    expect(query('direct/director/el6', '--qf', format)).toBe(
      'lvs-direct-director|1.0|1.el6|noarch|MIT|Example|Operations <ops@example.com>|https://www.example.com/',
    );
    expect(query('systemd/real-server/el8', '--qf', format)).toBe(
      'lvs-systemd|1.0|1.el8|noarch|Proprietary|Build host|Operations <ops@example.com>|(none)',
    );
    const operations = 'Operations <ops@example.com>';
    expect(query('direct/real-server/el7', '--changelog').trim().split(/\n+/)).toEqual([
      ...[`* Sat Nov 28 2026 ${operations} - 1.0-1.el7`, '- 100% of %{name}', '- B'],
      ...[`* Thu Feb 29 2024 ${operations} - 0.9-2.el7`, '- A'],
    ]);
    const noon = Date.UTC(2026, 10, 28, 12) / 1000;
    expect(query('direct/real-server/el7', '--qf', '%{BUILDTIME}')).toBe(`${noon}`);
    const text = query('direct/real-server/el7', '--qf', '%{DESCRIPTION}');
    expect(text.replaceAll('\n', ' ')).toContain(
      ' (Direct routing: 100% of %{name}, %(touch /tmp/never), %%if and $HOME), VS/DR. ',
    );
    expect(existsSync('/tmp/never')).toBe(false);
  });

  it('requires what its scripts run, by the names that the target has for it', () => {
    const all = ['/bin/sh', 'coreutils', 'gawk', 'grep', 'iproute', 'sed'];
    const el6 = [...all, 'chkconfig', 'initscripts', 'util-linux-ng'];
    const sysv = [...all, 'chkconfig', 'initscripts', 'util-linux'];
    const systemd = [...all, 'systemd', 'util-linux'];
    const director = ['ipvsadm', 'iputils'];
    const expected: Readonly<Record<string, readonly string[]>> = {
      'direct/director/el6': [
        ...[...el6, ...director, 'iptables', 'iptables-ipv6', 'module-init-tools'],
      ],
      'direct/director/el9': [...systemd, ...director, 'kmod', 'nftables'],
      'direct/real-server/el6': el6,
      'direct/real-server/el7': [...systemd, 'initscripts'],
      'systemd/real-server/el8': systemd,
      'sysv/real-server/el7': [...sysv, 'iptables', 'kmod'],
    };
    for (const [place, packages] of Object.entries(expected)) {
      const listed = query(place, '-R').trim().split('\n');
      const required = new Set(listed.filter((line) => !line.startsWith('rpmlib(')));
      expect([...required].sort(), place).toEqual(packages.toSorted());
      expect(query(place, '--provides')).not.toContain('found-on');
    }
  });

  it('has no error for rpmlint, but that the test does not sign it', () => {
    const specs = filesBelow(join(folder, 'rpm')).filter((path) => path.endsWith('.spec'));
    const paths = [
      ...specs.map((path) => join(folder, 'rpm', path)),
      ...Object.keys(places).map(binaryOf),
    ];
    const { stdout } = tryRun('rpmlint', ...paths);
    expect(stdout).toContain('6 packages and 6 specfiles checked');
    const errors = Array.from(stdout.matchAll(/ E: (.*)$/gm), ([, error]) => error);
    expect([...new Set(errors)]).toEqual(['no-signature']);
  });
});

describeRpm('a build', () => {
  it('that fails names the spec and what rpmbuild says', async () => {
    const folder = project(`templates: own\n${fourLines}`);
    const text = readFileSync(new URL('../../templates/rpm/spec.hbs', import.meta.url), 'utf8');
    put(
      folder,
      'own/rpm/spec.hbs',
      text.replace('\n%build\n', '\n%build\necho no space >&2; false\n'),
    );
    const argv = ['rpm', '--no-lint', '--build', '--package-version', '1', '--target', 'el6'];
    const { code, stderr } = await lvsgen(folder, argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^rpm\/web\/real-server\/el6\/lvs-web\.spec: error: rpmbuild failed/m);
    expect(stderr).toContain('no space');
  });

  it('of the spec in docs/rpm.md packages what lvsgen installs', () => {
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

it('is not begun where there is no rpmbuild', async () => {
  const folder = project();
  const argv = ['rpm', '--no-lint', '--build', '--package-version', '1'];
  const { code, stderr } = await lvsgen(folder, argv, { env: { PATH: folder } });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: there is no rpmbuild here.*\n {2}= help: install it: yum/);
  expect(filesBelow(folder)).toEqual(['lvsgen.yaml']);
});
