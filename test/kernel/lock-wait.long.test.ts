import { expect, test } from 'vitest';
import { el6Init } from './flavours.ts';
import { Host, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { snapshot } from './state.ts';

describeKernel('the wait for the lock', () => {
  test(
    'ends after 30 seconds: exit status 1, for status 4, and nothing is done',
    { timeout: 60_000 },
    async () => {
      const host = await Host.with(el6Init, { web: { vips: [vip] } });
      await host.does('web', 'start');
      const before = await snapshot(host);
      host.beginTool('flock', '/run/lvsgen/lock', 'sleep', '60');
      while ((await host.tool('flock', '-n', '/run/lvsgen/lock', 'true')).code === 0) continue;
      const begun = performance.now();

      const [stop, reload, status] = await Promise.all(
        ['stop', 'reload', 'status'].map((action) => host.service('web', action)),
      );

      expect(performance.now() - begun).toBeGreaterThan(29_000);
      expect(performance.now() - begun).toBeLessThan(35_000);
      for (const outcome of [stop, reload]) {
        expect(outcome?.code).toBe(1);
        expect(outcome?.stderr).toContain('30 seconds');
      }
      expect(await snapshot(host)).toEqual(before);
      // 1 would say that it is not all in force.
      expect(status?.code).toBe(4);
    },
  );
});
