import { expect, test } from 'vitest';
import { modeHost, modes } from './every-mode.ts';
import { inTurn, logicBusybox, logicDash } from './flavours.ts';
import type { Host } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed, setting, snapshot } from './state.ts';

const inTurns = modes.map((mode, i) => ({ ...mode, flavour: inTurn(i + 1) }));

/** An ip that fails at the nth command of a batch. */
const failingAt = (nth: number): string => `
  [ "$1" = -batch ] || exec "$real" "$@"
  n=0
  while read -r line; do
    n=$((n + 1))
    if [ "$n" = ${nth} ]; then
      printf 'RTNETLINK answers: Cannot allocate memory\\nCommand failed -:%s\\n' "$n" >&2
      exit 1
    fi
    "$real" $line || exit
  done`;

const statusOf = async (host: Host): Promise<number> => (await host.service('web', 'status')).code;

describeKernel('the contract in every mode', () => {
  test.for(inTurns)(
    '$name: a start that fails leaves nothing, wherever',
    async ({ web, flavour }) => {
      const host = await modeHost(flavour, { web });
      const before = await snapshot(host);
      for (let nth = 1; ; nth++) {
        await host.wrap('ip', failingAt(nth));

        const { code, stderr } = await host.service('web', 'start');

        if (code === 0) {
          expect(nth).toBeGreaterThan(2);
          return;
        }
        expect({ nth, code }).toEqual({ nth, code: 1 });
        expect(stderr).toContain('Cannot allocate memory');
        // Taking back is a batch too, and its first command may be the one that fails.
        await host.reinstall('ip');
        await host.does('web', 'stop');
        expect(await snapshot(host)).toEqual(before);
      }
    },
  );

  test.for(inTurns)('$name: what a failed start did, it takes back', async ({ web, flavour }) => {
    const host = await modeHost(flavour, { web });
    const before = await snapshot(host);
    await host.wrap(
      'ip',
      `[ -e /run/once ] || { echo >/run/once; ${failingAt(2)}\n}; exec "$real" "$@"`.replace(
        '[ "$1" = -batch ] || exec "$real" "$@"',
        '[ "$1" = -batch ] || { rm /run/once; exec "$real" "$@"; }',
      ),
    );

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toContain('taking back');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(inTurns)('$name: what went is named, and healed', async ({ web, flush, flavour }) => {
    const host = await modeHost(flavour, { web });
    await host.does('web', 'start');
    const started = await snapshot(host);
    await host.sh(flush);

    const { code, stdout } = await host.service('web', 'status');
    expect(code).toBe(flavour.subsysLock ? 2 : 1);
    expect(stdout).toMatch(/is not (on|there)/);
    await host.does('web', 'reload', 'status');

    expect((await snapshot(host)).sort()).toEqual(started.sort());
  });

  test.for(inTurns)(
    '$name: a setting that was changed',
    async ({ web, setting: [file, value] }) => {
      const host = await modeHost(logicDash, { web });
      await host.does('web', 'start');
      expect(await setting(host, file)).toBe(value);
      await host.sh(`echo ${value === 1 ? 0 : 1} >/proc/sys/net/ipv4/conf/${file}`);

      const { code, stdout } = await host.service('web', 'status');
      expect(code).toBe(1);
      expect(stdout).toContain(`${file} is ${value === 1 ? 0 : 1}, not ${value}`);
      await host.does('web', 'reload', 'status');

      expect(await setting(host, file)).toBe(value);
    },
  );

  test.for(inTurns)(
    '$name: the record is lost',
    async ({ web, setting: [file, value], flavour }) => {
      const host = await modeHost(flavour, { web });
      const before = await snapshot(host);
      await host.does('web', 'start');
      await host.sh('rm /run/lvsgen/lvs-web');
      expect(await statusOf(host)).toBe(0);

      const said = await host.does('web', 'stop');

      expect(said).toContain('record of its start is lost');
      expect(await setting(host, file)).toBe(value);
      expect(await exposed(host)).toEqual([]);
      const network = (dump: string[]): string[] =>
        dump.filter((line) => !/^\/|tunl0.*: </.test(line));
      expect(network(await snapshot(host))).toEqual(network(before));
      expect(await statusOf(host)).toBe(3);
    },
  );

  test.for(inTurns)('$name: an upgrade', async ({ web, changed, flavour }) => {
    const host = await modeHost(flavour, { web: changed });
    const before = await snapshot(host);
    await host.does('web', 'start');
    const fresh = await snapshot(host);
    await host.does('web', 'stop');
    await host.install({ web });
    await host.does('web', 'start');
    await host.install({ web: changed });
    expect([1, 2]).toContain(await statusOf(host));

    await host.does('web', 'reload', 'status');

    expect((await snapshot(host)).sort()).toEqual(fresh.sort());
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(inTurns)('$name: LSB', async ({ web, flavour }) => {
    const host = await modeHost(flavour, { web });
    const before = await snapshot(host);

    expect((await host.service('web', 'reload')).code).toBe(7);
    expect((await host.service('web', 'nonsense')).code).toBe(2);
    await host.does('web', 'condrestart', 'try-restart');
    expect(await snapshot(host)).toEqual(before);
    await host.does('web', 'start', 'condrestart', 'try-restart', 'force-reload', 'status');
    await host.uninstall('awk');
    expect((await host.service('web', 'stop')).code).toBe(5);
    await host.reinstall('awk');
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(inTurns)('$name: what belongs to others', async ({ web, mail }) => {
    const host = await modeHost(logicBusybox, { web, mail });
    await host.sh(`
      ip link set tunl0 up
      ip addr add 10.5.0.1/24 dev tunl0
      ip addr add 10.5.0.2/24 dev lo
      ip addr add 192.168.10.12/24 dev eth0
      ip -6 addr add 2001:db8::99/128 dev lo
      ip rule add from 192.168.10.12 lookup 77 pref 100
      ip route add 10.6.0.0/16 via 192.168.10.9 table 77
      ip route add 10.7.0.0/16 via 192.168.10.9 metric 5
    `);
    const before = await snapshot(host);

    await host.does('web', 'start', 'reload');
    await host.does('mail', 'start', 'status');
    await host.does('web', 'restart', 'stop');
    await host.does('mail', 'status', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});
