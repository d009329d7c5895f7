// Every package, put on a host and taken off again, as it is before anything was started.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../kernel/machine.ts';
import { describeKernel } from '../../kernel/requirements.ts';
import { buildAll } from '../build.ts';
import { everything } from '../everything.ts';
import { describeRpm } from '../requirements.ts';
import { RpmHost } from './rpm-host.ts';

describeRpm('every package', () => {
  describeKernel('on a host', () => {
    test('comes and goes without a trace, and a warning', { timeout: 120_000 }, async () => {
      const built = await buildAll(join(temporaryFolder(), 'all'), everything);
      const host = await RpmHost.create();
      // A director asks for it before it finds that there is nothing to stop.
      await host.sh(
        'for tool in ipvsadm arping ping6 sleep ip{,6}tables-{save,restore}; do ' +
          'printf "#!/bin/sh\\n" >/usr/bin/$tool; chmod 755 /usr/bin/$tool; done',
      );
      const before = await host.state();
      for (const { binary, files, place } of built) {
        expect(await host.rpm('-i', binary), place).toBe('');
        const state = await host.state();
        for (const path of files.keys())
          expect(
            state.some((line) => line.startsWith(`${path} `)),
            path,
          ).toBe(true);
        const [, , name = ''] = /^.*\/()(lvs-.*)-1\.0-1\./.exec(binary) ?? [];
        expect(await host.rpm('-e', name), place).toBe('');
        expect(await host.state(), place).toEqual(before);
      }
    });

    test('those of two roles and clusters share a folder', async () => {
      const built = await buildAll(join(temporaryFolder(), 'all'), everything);
      const el7 = built.filter(({ place }) => /^(direct|tunnels)\/.*el7$/.test(place));
      expect(el7).toHaveLength(4);
      const host = await RpmHost.create();
      await host.rpm('-i', ...el7.map(({ binary }) => binary));
      await host.rpm('-e', 'lvs-direct', 'lvs-tunnels', 'lvs-tunnels-director');
      expect(await host.sh('ls /usr/sbin')).toBe('lvs-direct-director\n');
      await host.rpm('-e', 'lvs-direct-director');
      expect(await host.sh('ls /usr/libexec')).toBe('');
    });
  });
});
