import { expect, test } from 'vitest';
import { el6Init, el7Front, el7Init } from './flavours.ts';
import { Host, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { snapshot } from './state.ts';

const web = { web: { vips: [vip] } };
const logic = '/usr/libexec/lvsgen/lvs-web';

describeKernel('the chkconfig front', () => {
  test('5 without the logic', async () => {
    const host = await Host.with(el7Front, web);
    await host.sh(`rm ${logic}`);
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(5);
    expect(stderr).toContain(logic);
    expect(await snapshot(host)).toEqual(before);
  });

  test.for([0, 1, 3, 6, 7])('passes on the arguments and exit status %i', async (status) => {
    const host = await Host.with(el7Front, web);
    await host.sh(`printf '#!/bin/sh\\necho "$#:$*"\\nexit ${status}\\n' >${logic}`);

    const outcome = await host.service('web', 'reload');

    expect(outcome).toMatchObject({ code: status, stdout: '1:reload\n' });
  });

  test.for([el6Init, el7Init, el7Front])('header and `functions`: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const text = await host.sh(`cat ${host.script('web')}`);
    await host.sh('[ "$(stat -c %a /etc/rc.d/init.d/functions)" = 644 ]');

    const { stderr } = await host.service('web', 'start');

    expect(stderr).toBe('');
    expect(text).toMatch(/^# chkconfig: - \d+ \d+$/m);
    expect(text).toMatch(/^# description: .+$/m);
    expect(text).toMatch(/^### BEGIN INIT INFO\n(#.*\n)+### END INIT INFO\n/m);
    expect(text).toContain('\n# Provides: lvs-web\n');
    expect(text).toMatch(/^\. \/etc\/rc\.d\/init\.d\/functions$/m);
  });
});
