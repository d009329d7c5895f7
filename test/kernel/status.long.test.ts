import { expect, test } from 'vitest';
import { everyFlavour, everyShell, inTurn, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { set, snapshot } from './state.ts';

const web = { web: { vips: [vip, otherVip] } };

/** What is done to a started script, the status then, and what is said of it. */
const damages = {
  'a VIP is missing': { damage: `ip addr del ${vip}/32 dev lo`, says: [`${vip}/32 is not on lo`] },
  'a VIP has another prefix': {
    damage: `ip addr del ${vip}/32 dev lo; ip addr add ${vip}/24 dev lo`,
    says: [`${vip}/32 is not on lo`, `${vip}/24 is on lo`],
  },
  'ARP is not suppressed': {
    damage: 'echo 0 >/proc/sys/net/ipv4/conf/all/arp_ignore',
    says: ['arp_ignore'],
  },
  'the VIPs are announced': {
    damage: 'echo 0 >/proc/sys/net/ipv4/conf/all/arp_announce',
    says: ['arp_announce'],
  },
  'an interface answers': {
    damage: 'echo 3 >/proc/sys/net/ipv4/conf/eth0/arp_ignore',
    says: ['eth0 (arp_ignore 3)'],
  },
};

describeKernel('status', () => {
  test.for(everyFlavour)('0 all in force, 3 nothing there: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const stopped = await host.service('web', 'status');
    await host.does('web', 'start');
    const before = await snapshot(host);

    const started = await host.service('web', 'status');

    expect(stopped).toMatchObject({ code: 3, stderr: '' });
    expect(started).toMatchObject({ code: 0, stderr: '' });
    expect(started.stdout.trim().split('\n')).toHaveLength(1);
    expect(await snapshot(host)).toEqual(before);
  });

  for (const [i, [name, { damage, says }]] of Object.entries(damages).entries()) {
    const flavour = inTurn(i);
    test(`1 partly: ${name}: ${flavour.name}`, async () => {
      const host = await Host.with(flavour, web);
      await host.does('web', 'start');
      await host.sh(damage);
      const before = await snapshot(host);

      const { code, stdout } = await host.service('web', 'status');

      expect(code).toBe(1);
      for (const line of says) expect(stdout).toContain(line);
      for (const line of stdout.trim().split('\n'))
        expect(
          says.some((word) => line.includes(word)),
          line,
        ).toBe(true);
      expect(await snapshot(host)).toEqual(before);
    });
  }

  test.for(twoFlavours)('it asks the kernel and not the lock: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.sh('touch /run/lock/subsys/lvs-web');
    // The logic alone keeps no lock and does not look for one.
    expect((await host.service('web', 'status')).code).toBe(flavour.subsysLock ? 2 : 3);

    await host.does('web', 'start');
    await host.sh('rm /run/lock/subsys/lvs-web');

    await host.does('web', 'status');
    await host.does('web', 'reload', 'stop');
  });

  test.for(everyShell)('4 unknown, when the kernel cannot be asked: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.does('web', 'start');
    await host.wrap('ip', 'exit 1');

    expect((await host.service('web', 'status')).code).toBe(4);
  });

  test('a VIP that somebody put on lo does not pass for a start', async () => {
    const host = await Host.with(logicDash, web);
    await host.sh(`ip addr add ${vip}/32 dev lo`);

    const { code, stdout } = await host.service('web', 'status');

    expect(code).toBe(1);
    expect(stdout).toContain(`${otherVip}/32 is not on lo`);
    expect(stdout).toContain('eth0 (arp_ignore 0)');
  });

  test('of three VIPs and two settings, each has its line', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip, otherVip, '10.1.1.1'] } });
    await host.does('web', 'start');
    await host.sh(`ip addr flush dev lo scope global; ip addr add ${vip}/30 dev lo`);
    await set(host, { 'all/arp_ignore': 0, 'all/arp_announce': 0, 'eth0/arp_ignore': 1 });

    const { stdout } = await host.service('web', 'status');

    const lines = [`${vip}/32`, `${vip}/30`, `${otherVip}/32`, '10.1.1.1/32'];
    for (const line of [...lines, 'arp_announce is', 'answered on wire'])
      expect(stdout.split('\n').filter((said) => said.includes(line))).toHaveLength(1);
  });
});
