import { expect, test } from 'vitest';
import { el6Init, el7Front, everyFlavour, everyShell } from './flavours.ts';
import { Host, vip } from './host.ts';
import { required } from './machine.ts';
import type { Outcome } from './process.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, snapshot } from './state.ts';

const web = { web: { vips: [vip] } };
const actions = [
  'start',
  'stop',
  'restart',
  'try-restart',
  'condrestart',
  'reload',
  'force-reload',
];
const nobody = ['/mnt/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];

describeKernel('LSB', () => {
  test.for(everyFlavour)('2 for a bad argument, before anything else: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    if (flavour !== el7Front) await host.sh('rm /etc/rc.d/init.d/functions');
    const before = await snapshot(host);
    const script = host.script('web');

    for (const argv of [
      [],
      ['begin'],
      ['start', 'now'],
      ['*'],
      [''],
      ['status', '-v'],
      ['--help'],
    ]) {
      const { code, stderr, stdout } = await host.run([...nobody, script, ...argv]);
      expect({ argv, code, stdout }).toEqual({ argv, code: 2, stdout: '' });
      expect(stderr).toContain('Usage: ');
    }

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(everyShell)('4 for somebody but root; status serves all: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    const script = host.script('web');
    for (const action of actions) {
      const { code, stderr } = await host.run([...nobody, script, action]);
      expect({ action, code }).toEqual({ action, code: 4 });
      expect(stderr).toContain('root');
    }
    expect(await snapshot(host)).toEqual(before);

    expect((await host.run([...nobody, script, 'status'])).code).toBe(3);
    await host.does('web', 'start');
    expect((await host.run([...nobody, script, 'status'])).code).toBe(0);
    await host.sh(`ip addr flush dev lo scope global`);
    expect((await host.run([...nobody, script, 'status'])).code).toBe(flavour.subsysLock ? 2 : 1);
  });

  for (const flavour of everyShell)
    test(`5 for a missing program: ${flavour.name}`, async () => {
      const host = await Host.with(flavour, web);
      const before = await snapshot(host);
      for (const program of required) {
        await host.uninstall(program);
        const { code, stderr } = await host.service('web', 'start');
        expect({ program, code }).toEqual({ program, code: 5 });
        expect(stderr).toContain(`${program} is not installed`);
        await host.reinstall(program);
      }
      expect(await snapshot(host)).toEqual(before);
    });

  test.for(everyShell)('7 for a reload when it is stopped: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);

    for (const action of ['reload', 'force-reload']) {
      const { code, stdout, stderr } = await host.service('web', action);
      expect(code).toBe(7);
      expect(stdout + stderr).toContain('lvs-web');
    }

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(everyShell)('try-restart and condrestart only if started: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    await host.does('web', 'try-restart', 'condrestart');
    expect(await snapshot(host)).toEqual(before);

    await host.does('web', 'start');
    await host.sh('ip addr flush dev lo scope global');
    await host.does('web', 'try-restart', 'status', 'condrestart', 'status');

    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
  });

  test('the subsys lock bears the name of the script', async () => {
    for (const flavour of [el6Init, el7Front]) {
      const host = await Host.with(flavour, web);
      await host.does('web', 'start');
      expect(await host.sh('ls /var/lock/subsys')).toBe('lvs-web\n');
      await host.does('web', 'stop');
      expect(await host.sh('ls /var/lock/subsys')).toBe('');
    }
  });

  test.for(everyShell)('nothing depends on the environment: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);
    const names = ['service', 'vips', 'mine', 'theirs', 'entries', 'lock', 'writes', 'commands'];
    const spoiled = [...names, 'nl', 'IFS', 'value', 'run'].map((name) => `${name}=7`);
    const locale = ['LANG=zh_CN.GB18030', 'LC_ALL=zh_CN.GB18030'];
    const run = (action: string): Promise<Outcome> =>
      host.tool('env', '-i', 'PATH=/nowhere', ...locale, ...spoiled, host.script('web'), action);

    for (const action of ['start', 'status', 'reload', 'restart'])
      expect(await run(action)).toMatchObject({ code: 0 });
    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    expect(await run('stop')).toMatchObject({ code: 0 });

    expect(await snapshot(host)).toEqual(before);
  });
});
