// Packages as rpm builds them, from their installation to their end, with scriptlets that are really run.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../kernel/machine.ts';
import { describeKernel } from '../../kernel/requirements.ts';
import { buildAll, type Built } from '../build.ts';
import { describeRpm } from '../requirements.ts';
import { beginProbing } from './probe.ts';
import { RpmHost } from './rpm-host.ts';

const kept = '192.168.10.12';
const dropped = '192.168.10.13';
const added = '192.168.10.14';

/** How a real server's service is started, and what its package does about that. */
interface Form {
  readonly name: string;
  readonly target: string;
  readonly initSystems: string;
  readonly start: string;
  readonly stop: string;
}

const unit = { start: 'systemctl start lvs-web.service', stop: 'systemctl stop lvs-web.service' };
const script = { start: 'service lvs-web start', stop: 'service lvs-web stop' };
const sysvForms: readonly Form[] = [
  { name: 'el6, init script', target: 'el6', initSystems: '[sysv]', ...script },
  { name: 'el7, init script alone', target: 'el7', initSystems: '[sysv]', ...script },
];
const systemdForms: readonly Form[] = [
  { name: 'el7, unit and front', target: 'el7', initSystems: '[sysv, systemd]', ...unit },
  { name: 'el7, unit alone', target: 'el7', initSystems: '[systemd]', ...unit },
  { name: 'el9, unit', target: 'el9', initSystems: '[systemd]', ...unit },
];
const forms = [...sysvForms, ...systemdForms];

function config({ target, initSystems }: Form, vips: readonly string[]): string {
  return `clusters:
  web:
    mode: dr
    vips: [${vips.join(', ')}]
    targets: [${target}]
    initSystems: ${initSystems}
    chkconfig: { levels: 345 }
`;
}

const versions = new Map<string, Promise<readonly [Built, Built]>>();

/** The package before and after a change of the VIPs. */
function twoVersions(form: Form): Promise<readonly [Built, Built]> {
  const known = versions.get(form.name);
  if (known !== undefined) return known;
  const folder = temporaryFolder();
  const built = Promise.all([
    buildAll(join(folder, 'old'), config(form, [kept, dropped]), '1.0'),
    buildAll(join(folder, 'new'), config(form, [added, kept]), '1.1'),
  ]).then(([[before], [after]]) => {
    if (before === undefined || after === undefined) throw new Error('nothing was built');
    return [before, after] as const;
  });
  versions.set(form.name, built);
  return built;
}

const links = (state: readonly string[]): string[] =>
  state.flatMap((line) => /^\/etc\/rc\.d\/(rc\d\.d\/\S+)/.exec(line)?.[1] ?? []);

describeRpm('a package', () => {
  describeKernel('on a host', () => {
    test.for(forms)('is erased without a trace: $name', async (form) => {
      const [old] = await twoVersions(form);
      const host = await RpmHost.create();
      const before = await host.state();

      expect(await host.rpm('-i', old.binary)).toBe('');
      for (const [path, content] of old.files) expect(await host.sh(`cat ${path}`)).toBe(content);
      await host.rpm('-V', 'lvs-web');
      await host.does(form.start);
      expect(await host.vips()).toEqual([kept, dropped]);
      expect(await host.rpm('-e', 'lvs-web')).toBe('');

      expect(await host.state()).toEqual(before);
    });

    test.for(forms)('upgrades a started server: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create();
      await host.rpm('-i', old.binary);
      await host.does(form.start);
      const started = await host.state();

      const probe = await beginProbing(host, kept);
      expect(await host.rpm('-U', changed.binary)).toBe('');
      const { probes, absences, events } = await probe.end();

      expect(probes).toBeGreaterThan(100);
      expect({ absences, events }).toEqual({ absences: 0, events: [] });
      expect(await host.vips()).toEqual([kept, added]);
      const vipless = (lines: readonly string[]): string[] =>
        lines.filter((l) => !/ inet /.test(l));
      expect(vipless(await host.state())).toEqual(vipless(started));
      await host.does(form.stop);
      expect(await host.vips()).toEqual([]);
    });

    test('the probe sees what a restart does', async () => {
      const [form] = sysvForms;
      if (form === undefined) throw new Error('there is no form');
      const [old] = await twoVersions(form);
      const host = await RpmHost.create();
      await host.rpm('-i', old.binary);
      await host.does(form.start);

      const probe = await beginProbing(host, kept);
      await host.does('service lvs-web restart');
      const { absences, events } = await probe.end();

      expect(absences).toBeGreaterThan(0);
      expect(events).not.toEqual([]);
    });

    test.for(forms)('leaves a stopped server stopped: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create();
      await host.rpm('-i', old.binary);
      const stopped = await host.state();

      expect(await host.rpm('-U', changed.binary)).toBe('');

      expect(await host.vips()).toEqual([]);
      expect(await host.state()).toEqual(stopped);
    });

    test.for(forms)(
      'goes back to the version before, and is installed anew: $name',
      async (form) => {
        const [old, changed] = await twoVersions(form);
        const host = await RpmHost.create();
        await host.rpm('-i', changed.binary);
        await host.does(form.start);

        await host.rpm('-U', '--oldpackage', old.binary);
        expect(await host.vips()).toEqual([kept, dropped]);
        await host.rpm('-U', '--replacepkgs', old.binary);
        expect(await host.vips()).toEqual([kept, dropped]);
      },
    );

    test.for(sysvForms)('links the init script, until it is erased: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create();

      await host.rpm('-i', old.binary);
      const expected = [0, 1, 2, 3, 4, 5, 6].map(
        (level) => `rc${level}.d/${[3, 4, 5].includes(level) ? 'S80' : 'K20'}lvs-web`,
      );
      expect(links(await host.state())).toEqual(expected);
      // The administrator switches it off, which an upgrade respects.
      await host.sh('mv /etc/rc.d/rc3.d/{S80,K20}lvs-web');
      await host.rpm('-U', changed.binary);
      expect(links(await host.state())).toContain('rc3.d/K20lvs-web');
      await host.rpm('-e', 'lvs-web');
      expect(links(await host.state())).toEqual([]);
    });

    test.for(systemdForms)(
      'follows the presets once, and then what is chosen: $name',
      async (form) => {
        const [old, changed] = await twoVersions(form);
        const host = await RpmHost.create();
        const enabled = (): Promise<string> =>
          host.sh('ls /etc/systemd/system/multi-user.target.wants 2>/dev/null || :');
        await host.sh("echo 'enable lvs-web.service' >/etc/systemd/system-preset");

        await host.rpm('-i', old.binary);
        expect(await enabled()).toBe('lvs-web.service\n');
        await host.does('systemctl disable lvs-web.service');
        await host.rpm('-U', changed.binary);
        expect(await enabled()).toBe('');
        await host.does('systemctl enable lvs-web.service');
        await host.rpm('-e', 'lvs-web');
        expect(await enabled()).toBe('');
        expect(await host.sh('ls /var/lib/stand-in/loaded')).toBe('');
      },
    );

    test.for(forms)('goes even if stop fails, and says so: $name', async (form) => {
      const [old] = await twoVersions(form);
      const host = await RpmHost.create();
      await host.rpm('-i', old.binary);
      await host.does(form.start);
      // Nothing can be taken off any more.
      await host.sh(`
        real=$(readlink /mnt/installed/ip)
        printf '#!/bin/sh\\ncase "$*" in *-batch*) exit 1;; esac\\nexec %s "$@"\\n' "$real" >/mnt/wrapper
        chmod 755 /mnt/wrapper
        cp --remove-destination /mnt/wrapper /usr/bin/ip`);

      const said = await host.rpm('-e', 'lvs-web');

      expect(said).toMatch(
        /^lvs-web: .*\n|^The service has failed: see journalctl -u lvs-web\.service$/m,
      );
      expect(await host.vips()).toEqual([kept, dropped]);
      expect(await host.installed('lvs-web')).toBe('');
      expect(await host.sh('cat /proc/sys/net/ipv4/conf/all/arp_ignore')).toBe('1\n');
    });

    test.for(forms)('tells of a reload that fails, and is installed: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create();
      await host.rpm('-i', old.binary);
      await host.does(form.start);
      await host.sh('rm /usr/bin/flock');

      const said = await host.rpm('-U', changed.binary);

      expect(said).toMatch(/flock is not installed|^Job for lvs-web\.service failed/m);
      expect(await host.installed('lvs-web')).toMatch(/^lvs-web-1\.1-1\.\w+\.noarch$/);
    });

    test('does nothing to services where systemd does not run, as in an image', async () => {
      const [, , form] = forms;
      if (form === undefined) throw new Error('there is no form');
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create();
      // There, systemctl says that it ignores the request, and that it succeeded.
      await host.sh(`rmdir /run/systemd/system
        printf '#!/bin/sh\\necho "Running in chroot, ignoring command" >&2\\n' >/usr/bin/systemctl`);
      expect(await host.rpm('-i', old.binary)).toBe('');
      expect(await host.rpm('-U', changed.binary)).toBe('');
      expect(await host.rpm('-e', 'lvs-web')).toBe('');
    });
  });
});
