// A package of each kind, built by the real rpmbuild and read by the real rpm, ShellCheck and rpmlint.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';
import { rendered } from '../output/tree.ts';
import { buildAll, type Built, run, tryRun } from './build.ts';
import { describeRpm } from './requirements.ts';

/** Each way to start services, and what a spec may stumble over. */
const config = `clusters:
  direct:
    description: 'Direct routing: 100% of %{name}, %(touch /tmp/never), %%if and $HOME'
    mode: dr
    vips: [192.168.10.12, '2001:db8::12']
    targets: [el6, el7]
    rpm: { license: MIT, packager: Operations <ops@example.com>, vendor: Example, url: 'https://www.example.com/' }
    director:
      targets: [el6, el9]
      interface: eth0
      services: [{ mark: 1, ports: [80, 443] }]
      realServers: [{ address: 192.168.10.21 }, { address: '2001:db8::21' }]
  sysv: { mode: tun, vips: [192.168.10.13], targets: [el7], initSystems: [sysv] }
  systemd: { mode: nat, vips: [192.168.10.14], targets: [el8], gateway: 10.0.0.1, guard: false }
`;

describeRpm('every package', () => {
  let folder = '';
  let built: readonly Built[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvsgen-rpm-'));
    // As build hosts of CentOS 8 do, and more so.
    const meddling = `find "$RPM_BUILD_ROOT" -type f -exec sed -i '1s,/bin/sh,/usr/bin/sh,' {} +`;
    built = await buildAll(folder, config, '1.0', {
      __os_install_post: meddling,
      _use_internal_dependency_generator: '0',
      __find_requires: '/bin/echo found-on-the-build-host',
      __find_provides: '/bin/echo found-on-the-build-host',
      _binary_payload: 'w19.zstdio',
      _source_payload: 'w19.zstdio',
      dist: '.el5',
      vendor: 'Build host',
    });
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is built', () => {
    expect(built.map(({ place }) => place).sort()).toEqual([
      'direct/director/el6',
      'direct/director/el9',
      'direct/real-server/el6',
      'direct/real-server/el7',
      'systemd/real-server/el8',
      'sysv/real-server/el7',
    ]);
  });

  it('has the rendered bytes, with mode and owner', () => {
    for (const { binary, files, place } of built) {
      const format =
        '[%{FILENAMES} %{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILEDIGESTS}\n]';
      const listed = run('rpm', '-qp', '--nosignature', '--qf', format, binary).trim().split('\n');
      const expected = Array.from(files, ([path, content]) => {
        const mode = path.endsWith('.service') ? '-rw-r--r--' : '-rwxr-xr-x';
        const digest = createHash('sha256').update(content).digest('hex');
        return `${path} ${mode} root:root ${digest}`;
      });
      expect(listed.sort(), place).toEqual(expected.sort());
    }
  });

  it('is named, released and described as the config says', () => {
    const format = '%{NAME}|%{VERSION}|%{RELEASE}|%{ARCH}|%{LICENSE}|%{VENDOR}|%{PACKAGER}|%{URL}';
    const tags = built.map(({ binary }) =>
      run('rpm', '-qp', '--nosignature', '--qf', format, binary),
    );
    expect(tags).toContain(
      'lvs-direct-director|1.0|1.el6|noarch|MIT|Example|Operations <ops@example.com>|https://www.example.com/',
    );
    expect(tags).toContain('lvs-systemd|1.0|1.el8|noarch|Proprietary|Build host|(none)|(none)');
    const hostile = built.filter(({ place }) => place.startsWith('direct/'));
    expect(hostile).toHaveLength(4);
    for (const { binary } of hostile) {
      const text = run('rpm', '-qp', '--nosignature', '--qf', '%{DESCRIPTION}', binary);
      expect(text.replaceAll('\n', ' ')).toContain(
        ' (Direct routing: 100% of %{name}, %(touch /tmp/never), %%if and $HOME), VS/DR. ',
      );
    }
    expect(existsSync('/tmp/never')).toBe(false);
  });

  it('can be unpacked by every version of rpm', () => {
    for (const { source, binary } of built) {
      for (const path of [source, binary]) {
        const format = '%{PAYLOADFORMAT} %{PAYLOADCOMPRESSOR}';
        expect(run('rpm', '-qp', '--nosignature', '--qf', format, path)).toBe('cpio gzip');
      }
    }
  });

  it('requires what its scripts run, by the names that the target has for it', () => {
    const found = built.filter(({ binary }) =>
      run('rpm', '-qp', '--nosignature', '--requires', '--provides', binary).includes('found-on'),
    );
    expect(found).toEqual([]);
    const requires = (place: string): string[] => {
      const { binary = '' } = built.find((one) => one.place === place) ?? {};
      const listed = run('rpm', '-qpR', '--nosignature', binary).trim().split('\n');
      return [...new Set(listed.filter((line) => !line.startsWith('rpmlib(')))].sort();
    };
    const all = ['/bin/sh', 'coreutils', 'gawk', 'grep', 'iproute', 'sed'];
    const el6 = [...all, 'chkconfig', 'initscripts', 'util-linux-ng'];
    expect(Object.fromEntries(built.map(({ place }) => [place, requires(place)]))).toEqual(
      Object.fromEntries(
        Object.entries({
          'direct/director/el6': [
            ...[...el6, 'ipvsadm', 'iputils', 'iptables', 'iptables-ipv6', 'module-init-tools'],
          ],
          'direct/director/el9': [
            ...[...all, 'ipvsadm', 'iputils', 'kmod', 'nftables', 'systemd', 'util-linux'],
          ],
          'direct/real-server/el6': el6,
          'direct/real-server/el7': [...all, 'initscripts', 'systemd', 'util-linux'],
          'systemd/real-server/el8': [...all, 'systemd', 'util-linux'],
          'sysv/real-server/el7': [
            ...[...all, 'chkconfig', 'initscripts', 'iptables', 'kmod', 'util-linux'],
          ],
        }).map(([place, packages]) => [place, packages.sort()]),
      ),
    );
  });

  it('has scriptlets in which ShellCheck finds nothing', async () => {
    const scripts = built.flatMap(({ binary, place }) =>
      ['POSTIN', 'PREUN', 'POSTUN'].flatMap((tag) => {
        const query = (format: string): string =>
          run('rpm', '-qp', '--nosignature', '--qf', format, binary);
        const text = query(`%{${tag}}`);
        if (text === '(none)') return [];
        expect(query(`%{${tag}PROG}`)).toBe('/bin/sh');
        return [rendered(`${place}/${tag}`, text)];
      }),
    );
    expect(scripts.length).toBeGreaterThan(2 * built.length);
    const { diagnostics, shellcheck } = await lint(scripts);
    expect(shellcheck.kind).not.toBe('none');
    expect(diagnostics).toEqual([]);
  });

  it('has no error for rpmlint, nor have its spec and its source package', () => {
    for (const { spec, source, binary } of built) {
      const filters = join(import.meta.dirname, 'rpmlint.toml');
      const { status, stdout } = tryRun('rpmlint', '-c', filters, spec, source, binary);
      expect(stdout).toContain('2 packages and 1 specfiles checked; 0 errors,');
      expect(status, stdout).toBe(0);
    }
  });

  it('would be told of errors: without the filters, there are those', () => {
    const [first] = built;
    if (first === undefined) throw new Error('nothing was built');
    const { spec, source, binary } = first;
    const { status, stdout } = tryRun('rpmlint', spec, source, binary);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/E: no-signature/);
    expect(stdout).toMatch(/E: no-changelogname-tag/);
  });
});
