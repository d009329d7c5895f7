// What packages do about what starts services, and when that fails.
import { expect, test } from 'vitest';
import { describeKernel } from '../../kernel/requirements.ts';
import { describeRpm } from '../requirements.ts';
import { dropped, forms, kept, systemdForms, sysvForms, twoVersions } from './forms.ts';
import { RpmHost } from './rpm-host.ts';

const links = (state: readonly string[]): string[] =>
  state.flatMap((line) => /^\/etc\/rc\.d\/(rc\d\.d\/\S+)/.exec(line)?.[1] ?? []);

describeRpm('a package', () => {
  describeKernel('on a host', () => {
    test.for(sysvForms)('links the init script, until it is erased: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create(form.shell);

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
        const host = await RpmHost.create(form.shell);
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
      const host = await RpmHost.create(form.shell);
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
      expect(said).not.toContain('scriptlet failed');
      expect(await host.vips()).toEqual([kept, dropped]);
      expect(await host.installed('lvs-web')).toBe('');
      expect(await host.sh('cat /proc/sys/net/ipv4/conf/all/arp_ignore')).toBe('1\n');
    });

    test.for(forms)('tells of a reload that fails, and is installed: $name', async (form) => {
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create(form.shell);
      await host.rpm('-i', old.binary);
      await host.does(form.start);
      await host.sh('rm /usr/bin/flock');

      const said = await host.rpm('-U', changed.binary);

      expect(said).toMatch(/flock is not installed|^Job for lvs-web\.service failed/m);
      expect(said).not.toContain('scriptlet failed');
      expect(await host.installed('lvs-web')).toMatch(/^lvs-web-1\.1-1\.\w+\.noarch$/);
    });

    test('does nothing to services where systemd does not run, as in an image', async () => {
      const [form] = systemdForms;
      if (form === undefined) throw new Error('there is no form');
      const [old, changed] = await twoVersions(form);
      const host = await RpmHost.create(form.shell);
      // There, systemctl says that it ignores the request, and that it succeeded.
      await host.sh(`rmdir /run/systemd/system
        printf '#!/bin/sh\\necho "Running in chroot, ignoring command" >&2\\n' >/usr/bin/systemctl`);
      expect(await host.rpm('-i', old.binary)).toBe('');
      expect(await host.rpm('-U', changed.binary)).toBe('');
      expect(await host.rpm('-e', 'lvs-web')).toBe('');
    });
  });
});
