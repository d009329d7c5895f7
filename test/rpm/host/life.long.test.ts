// Packages as rpm builds them, from their installation to their end, with scriptlets that are really run.
import { expect, test } from 'vitest';
import { describeKernel } from '../../kernel/requirements.ts';
import { describeRpm } from '../requirements.ts';
import { added, dropped, forms, kept, sysvForms, twoVersions } from './forms.ts';
import { beginProbing } from './probe.ts';
import { RpmHost } from './rpm-host.ts';

describeRpm('a package', () => {
  describeKernel('on a host', () => {
    test.for(forms)('is erased without a trace: $name', async (form) => {
      const [old] = await twoVersions(form);
      const host = await RpmHost.create(form.shell);
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
      const host = await RpmHost.create(form.shell);
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
        lines.filter((l) => !l.includes(' inet '));
      expect(vipless(await host.state())).toEqual(vipless(started));
      await host.does(form.stop);
      expect(await host.vips()).toEqual([]);
    });

    test('the probe sees what a restart does', async () => {
      const [form] = sysvForms;
      if (form === undefined) throw new Error('there is no form');
      const [old] = await twoVersions(form);
      const host = await RpmHost.create(form.shell);
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
      const host = await RpmHost.create(form.shell);
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
        const host = await RpmHost.create(form.shell);
        await host.rpm('-i', changed.binary);
        await host.does(form.start);

        await host.rpm('-U', '--oldpackage', old.binary);
        expect(await host.vips()).toEqual([kept, dropped]);
        await host.rpm('-U', '--replacepkgs', old.binary);
        expect(await host.vips()).toEqual([kept, dropped]);
      },
    );
  });
});
