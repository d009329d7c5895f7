import { expect, test } from 'vitest';
import { el6Init, everyShell, logicDash, twoFlavours } from './flavours.ts';
import { Host, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, setting, snapshot } from './state.ts';

const vips = [vip, '192.168.10.13', '192.168.10.14', '192.168.10.15'];
const web = { web: { vips } };

/** An ip that does not do one of the commands of a batch, and says so as that of el7. */
const failingAt = (command: string): string => `
  [ "$1" = -batch ] || exec "$real" "$@"
  n=0
  while read -r line; do
    n=$((n + 1))
    case $line in *'${command}'*)
      printf 'RTNETLINK answers: Cannot allocate memory\\nCommand failed -:%s\\n' "$n" >&2
      exit 1 ;;
    esac
    "$real" $line || exit
  done`;

describeKernel('a start that fails', () => {
  test.for(everyShell)('at a VIP in the middle leaves nothing: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    await host.wrap('ip', failingAt('addr add 192.168.10.14/32'));

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toContain('ip addr add 192.168.10.14/32 dev lo');
    expect(stderr).toContain('Cannot allocate memory');
    expect(await snapshot(host)).toEqual(before);
    await host.reinstall('ip');
    await host.does('web', 'start', 'status');
  });

  test.for(twoFlavours)('at a VIP that a reload adds keeps the others: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: vips.slice(0, 2) } });
    const stopped = await snapshot(host);
    await host.does('web', 'start');
    const before = await addressesOn(host);
    await host.install(web);
    await host.wrap('ip', failingAt('addr add 192.168.10.15/32'));

    const { code, stderr } = await host.service('web', 'reload');

    expect(code).toBe(1);
    expect(stderr).toContain('ip addr add 192.168.10.15/32 dev lo');
    // The VIPs that were there are there for a purpose: nothing is left over.
    expect(stderr).not.toContain('is left on lo');
    expect(await addressesOn(host)).toEqual(before);
    expect(await exposed(host)).toEqual([]);
    await host.reinstall('ip');
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(stopped);
  });

  test('leaves an address that was there before', async () => {
    const host = await Host.with(logicDash, web);
    await host.sh(`ip addr add ${vip}/24 dev lo`);
    await host.wrap('ip', failingAt('addr add 192.168.10.15/32'));

    expect((await host.service('web', 'start')).code).toBe(1);

    expect(await addressesOn(host)).toEqual([`${vip}/24`]);
    expect(await exposed(host)).toEqual([]);
  });

  test.for(everyShell)('because a write to /proc is refused: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    await host.sh(
      'mount --bind /proc/sys/net /proc/sys/net; mount -o remount,bind,ro /proc/sys/net',
    );

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toMatch(/arp_(ignore|announce)/);
    expect(stderr).toContain('Read-only file system');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(everyShell)('because one write of two is refused: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    await host.sh(`echo 0 >/run/announce
      mount --bind /run/announce /proc/sys/net/ipv4/conf/all/arp_announce
      mount -o remount,bind,ro /proc/sys/net/ipv4/conf/all/arp_announce`);

    const { code, stderr } = await host.service('web', 'start');

    await host.sh('umount /proc/sys/net/ipv4/conf/all/arp_announce');
    expect(code).toBe(1);
    expect(stderr).toContain('Read-only file system');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(everyShell)('because /run is read-only: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    for (const prepare of [':', 'mkdir /run/lvsgen', ': >/run/lvsgen/lock']) {
      await host.sh(`mount -o remount,rw /run; ${prepare}; mount -o remount,ro /run`);

      const { code, stderr } = await host.service('web', 'start');

      expect({ prepare, code }).toEqual({ prepare, code: 1 });
      expect(stderr).toContain('ead-only file system');
      expect(await snapshot(host)).toEqual(before);
    }
  });

  test.for(everyShell)('because /run is full: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.sh('mkdir /run/lvsgen; mount -t tmpfs -o size=64k tmpfs /run/lvsgen');
    const before = await snapshot(host);
    await host.sh('cat /dev/zero 2>/dev/null >/run/lvsgen/lock || :');

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toMatch(/No space left|rror|cannot write/);
    expect(await snapshot(host)).toEqual(before);
  });

  test('because the subsys lock cannot be made', async () => {
    const host = await Host.with(el6Init, web);
    await host.sh('rmdir /run/lock/subsys; ln -s /nowhere/at/all /run/lock/subsys');
    const addresses = await addressesOn(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toContain('/var/lock/subsys/lvs-web');
    expect(await addressesOn(host)).toEqual(addresses);
    expect(await setting(host, 'all/arp_ignore')).toBe(0);
  });
});

describeKernel('a stop that fails', () => {
  test.for(everyShell)(
    'at a VIP keeps the suppression; a later one ends it: $name',
    async (flavour) => {
      const host = await Host.with(flavour, web);
      const before = await snapshot(host);
      await host.does('web', 'start');
      await host.wrap('ip', failingAt('addr del 192.168.10.13/32'));

      const { code, stderr } = await host.service('web', 'stop');

      expect(code).toBe(1);
      expect(stderr).toContain('ip addr del 192.168.10.13/32 dev lo');
      expect(await addressesOn(host)).toContain('192.168.10.13/32');
      expect(await exposed(host)).toEqual([]);
      expect((await host.service('web', 'restart')).code).toBe(1);
      expect(await exposed(host)).toEqual([]);
      await host.reinstall('ip');
      expect((await host.service('web', 'status')).code).toBe(1);
      await host.does('web', 'stop');
      expect(await snapshot(host)).toEqual(before);
    },
  );

  test('because ip removes nothing and says nothing', async () => {
    const host = await Host.with(logicDash, web);
    await host.does('web', 'start');
    await host.wrap('ip', '[ "$1" != -batch ] || exit 0; exec "$real" "$@"');

    expect((await host.service('web', 'stop')).code).toBe(1);

    expect(await exposed(host)).toEqual([]);
  });
});
