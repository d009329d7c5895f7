import { expect, test } from 'vitest';
import { el6Init, everyShell, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { set, setting, snapshot } from './state.ts';

const gateway = '192.168.10.5';
const web = { web: { mode: 'nat', vips: [vip], gateway } } as const;
const wayTo = (host: Host, to: string): Promise<string> => host.sh(`ip -o route get ${to}`);

async function natHost(
  flavour: (typeof everyShell)[number],
  clusters: Parameters<typeof Host.with>[1] = web,
): Promise<Host> {
  const host = await Host.with(flavour, clusters);
  await host.sh('ip route add default via 192.168.10.1; ip route add 10.6.0.0/16 via 192.168.10.7');
  await set(host, { 'all/accept_redirects': 1, 'eth0/accept_redirects': 1 });
  return host;
}

describeKernel('VS/NAT', () => {
  test.for(everyShell)('sends everything through the gateway: $name', async (flavour) => {
    const host = await natHost(flavour);
    const before = await snapshot(host);

    await host.does('web', 'start', 'status');
    const started = await snapshot(host);
    for (const to of ['1.1.1.1', '203.0.113.9'])
      expect(await wayTo(host, to)).toContain(`via ${gateway} `);
    expect(await wayTo(host, '10.6.1.1')).toContain('via 192.168.10.7 ');
    expect(await wayTo(host, '192.168.10.77')).not.toContain('via');
    expect(await setting(host, 'all/accept_redirects')).toBe(0);
    expect(await setting(host, 'eth0/accept_redirects')).toBe(0);
    expect(started).toEqual(
      expect.arrayContaining(before.filter((line) => line.startsWith('default'))),
    );
    await host.does('web', 'start', 'reload', 'restart');
    expect(await snapshot(host)).toEqual(started);
    await host.does('web', 'stop', 'stop');

    expect(await snapshot(host)).toEqual(before);
    expect((await host.service('web', 'status')).code).toBe(3);
  });

  test.for(twoFlavours)('a gateway that is not on-link: $name', async (flavour) => {
    for (const away of ['10.99.0.1', '192.168.10.21']) {
      const host = await natHost(flavour, { web: { ...web.web, gateway: away } });
      const before = await snapshot(host);

      const { code, stderr } = await host.service('web', 'start');

      expect(code).toBe(6);
      expect(stderr).toContain(`${away} is on no network of this host`);
      expect(await snapshot(host)).toEqual(before);
    }
  });

  test.for(['0.0.0.0/1', '128.0.0.0/1'])('%s is there already', async (half) => {
    const host = await natHost(el6Init);
    await host.sh(`ip route add ${half} via 192.168.10.1`);
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(6);
    expect(stderr).toContain('are here already');
    expect(await snapshot(host)).toEqual(before);
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(['0.0.0.0/1', '128.0.0.0/1'])(
    'a half that went is named, and healed: %s',
    async (half) => {
      const host = await natHost(logicDash);
      await host.does('web', 'start');
      await host.sh(`ip route del ${half}`);

      const { code, stdout } = await host.service('web', 'status');

      expect(code).toBe(1);
      expect(stdout).toContain(`ip route ${half} via ${gateway} dev eth0 is not there`);
      await host.does('web', 'reload', 'status', 'stop');
    },
  );

  test('both halves are gone, the lock is there: 2', async () => {
    const host = await natHost(el6Init);
    await host.does('web', 'start');
    await host.sh('ip route del 0.0.0.0/1; ip route del 128.0.0.0/1');

    expect((await host.service('web', 'status')).code).toBe(2);
  });

  test('another gateway after an upgrade', async () => {
    const host = await natHost(logicDash);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.install({ web: { ...web.web, gateway: '192.168.10.6' } });

    await host.does('web', 'reload', 'status');
    expect(await wayTo(host, '1.1.1.1')).toContain('via 192.168.10.6 ');
    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('two clusters with one gateway share the routes', async () => {
    const host = await natHost(el6Init, { ...web, mail: { ...web.web, vips: [otherVip] } });
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.does('mail', 'start', 'status');

    await host.does('web', 'stop');
    expect(await wayTo(host, '1.1.1.1')).toContain(`via ${gateway} `);
    expect(await setting(host, 'eth0/accept_redirects')).toBe(0);
    await host.does('mail', 'status', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('half routes of somebody else are not ours: $name', async (flavour) => {
    const host = await natHost(flavour);
    await host.sh(`ip route add 0.0.0.0/1 via ${gateway}; ip route add 128.0.0.0/1 via ${gateway}`);
    const before = await snapshot(host);

    expect((await host.service('web', 'status')).code).toBe(3);
    expect((await host.service('web', 'reload')).code).toBe(7);
    expect((await host.service('web', 'start')).code).toBe(6);
    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)(
    'with its record lost, start and reload heal it: $name',
    async (flavour) => {
      const host = await natHost(flavour);
      await host.does('web', 'start');
      await host.sh('rm /run/lvsgen/lvs-web');

      await host.does('web', 'reload', 'start', 'status', 'stop');

      expect(await wayTo(host, '1.1.1.1')).toContain('via 192.168.10.1 ');
    },
  );

  test('a record of another boot does not count', async () => {
    const host = await natHost(logicDash, { ...web, mail: { vips: [otherVip] } });
    await host.does('mail', 'start', 'stop');
    await host.sh(
      `printf 'lvsgen-2 another-boot\\naddr 1.2.3.4/32 dev lo\\nend\\n' >/run/lvsgen/lvs-mail`,
    );

    await host.does('web', 'start', 'status');
  });

  const mail = { vips: [otherVip] };
  test.for([
    { first: 'mail', second: 'web', mail, said: 'not beside lvs-mail' },
    { first: 'web', second: 'mail', mail, said: 'not beside a real server of VS/NAT' },
    {
      first: 'mail',
      second: 'web',
      mail: { ...web.web, gateway: '192.168.10.6' },
      said: 'another gateway',
    },
  ])('$second is refused beside $first: $said', async ({ first, second, mail, said }) => {
    const host = await natHost(logicDash, { ...web, mail });
    await host.does(first, 'start');
    const before = await snapshot(host);

    const { code, stderr } = await host.service(second, 'start');

    expect(code).toBe(6);
    expect(stderr).toContain(said);
    expect(await snapshot(host)).toEqual(before);
    await host.does(first, 'status', 'stop');
    await host.does(second, 'start', 'status', 'stop');
  });
});
