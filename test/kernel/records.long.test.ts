import { expect, test } from 'vitest';
import { el6Init, inTurn, logicBusybox, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, quoted, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, setting, snapshot } from './state.ts';

const web = { web: { vips: [vip, otherVip] } };
const record = '/run/lvsgen/lvs-web';

/** Ways in which a record may be of no use. */
const losses = {
  'is gone': `rm ${record}`,
  'was cut short': `head -c -3 ${record} >/run/cut; mv /run/cut ${record}`,
  'is empty': `: >${record}`,
  'is of another version': `sed -i '1s/lvsgen-2/lvsgen-7/' ${record}`,
};
const anotherBoot = `
  echo 11111111-2222-3333-4444-555555555555 >/run/boot_id
  mount --bind /run/boot_id /proc/sys/kernel/random/boot_id`;

describeKernel('a record that is of no use', () => {
  for (const [i, [name, lose]] of Object.entries(losses).entries()) {
    const flavour = inTurn(i);
    test(`it ${name}: the VIPs go, the suppression stays: ${flavour.name}`, async () => {
      const host = await Host.with(flavour, web);
      await host.does('web', 'start');
      await host.sh(lose);

      const said = await host.does('web', 'stop');

      expect(said).toContain('record of its start is lost');
      expect(await addressesOn(host)).toEqual([]);
      expect(await setting(host, 'all/arp_ignore')).toBe(1);
      expect((await host.service('web', 'status')).code).toBe(3);
    });

    test(`it ${name}: reload and start heal it`, async () => {
      const host = await Host.with(logicBusybox, web);
      await host.does('web', 'start');
      await host.sh(lose);

      await host.does('web', 'reload');
      await host.does('web', 'start', 'status');

      expect(await exposed(host)).toEqual([]);
      expect(await addressesOn(host)).toEqual([`${vip}/32`, `${otherVip}/32`]);
    });
  }

  test.for(twoFlavours)('it is of another boot: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.sh(`ip addr flush dev lo scope global; rm -f /run/lock/subsys/*
      echo 0 >/proc/sys/net/ipv4/conf/all/arp_ignore; echo 0 >/proc/sys/net/ipv4/conf/all/arp_announce
      ${anotherBoot}`);

    expect((await host.service('web', 'status')).code).toBe(3);
    await host.does('web', 'start', 'status', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('it is of another boot, with other settings then', async () => {
    const host = await Host.with(el6Init, web);
    await host.does('web', 'start');
    await host.sh(`ip addr flush dev lo scope global; rm -f /run/lock/subsys/*
      echo 3 >/proc/sys/net/ipv4/conf/all/arp_ignore
      ${anotherBoot}`);

    await host.does('web', 'start', 'stop');

    expect(await setting(host, 'all/arp_ignore')).toBe(3);
  });

  test('a file of others in the folder is no record', async () => {
    const host = await Host.with(logicDash, web);
    await host.sh(`mkdir -p /run/lvsgen; echo ${quoted('* $(reboot)')} >/run/lvsgen/lvs-other`);

    await host.does('web', 'start', 'status', 'stop');

    expect(await addressesOn(host)).toEqual([]);
  });
});

describeKernel('the ledger that is lost', () => {
  test('the VIPs go, the suppression stays, and stop says so', async () => {
    const host = await Host.with(logicDash, web);
    await host.does('web', 'start');
    await host.sh('rm /run/lvsgen/settings');

    expect(await host.does('web', 'stop')).toContain('what the settings held before is lost');

    expect(await addressesOn(host)).toEqual([]);
    expect(await setting(host, 'all/arp_ignore')).toBe(1);
  });
});

describeKernel('the record of another script that is of no use', () => {
  const clusters = { web: { vips: [vip] }, mail: { vips: [otherVip] } };

  // What it says nobody can read, but it says that there may be a VIP which has to be kept silent.
  for (const [i, name] of (
    ['was cut short', 'is empty', 'is of another version'] as const
  ).entries()) {
    const flavour = inTurn(i);
    test(`it ${name}: its VIPs are not exposed: ${flavour.name}`, async () => {
      const host = await Host.with(flavour, clusters);
      await host.does('web', 'start');
      await host.does('mail', 'start');
      await host.sh(losses[name]);

      await host.does('mail', 'stop');

      expect(await exposed(host)).toEqual([]);
    });
  }

  test('it is gone: its VIPs are not exposed', async () => {
    const host = await Host.with(el6Init, clusters);
    await host.does('web', 'start');
    await host.does('mail', 'start');
    await host.sh(losses['is gone']);

    await host.does('mail', 'stop');

    expect(await exposed(host)).toEqual([]);
  });

  test('once its VIPs are gone, the last one restores', async () => {
    const host = await Host.with(logicDash, clusters);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.does('mail', 'start');
    await host.sh(losses['is gone']);

    await host.does('web', 'stop');
    expect(await exposed(host)).toEqual([]);
    await host.does('mail', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});
