import { afterAll, expect, test } from 'vitest';
import { el6Init, el7Init, type Flavour } from './flavours.ts';
import { Host, vip } from './host.ts';
import { Neighbour } from './neighbour.ts';
import type { Outcome } from './process.ts';
import { describeKernel } from './requirements.ts';

interface Measured {
  name: string;
  leakingStarts: number;
  answeredAfterStop: string;
  loAfterStop: string;
  statusForBadVip: string;
}

// Few will do to tell the one from the other; more are measured for the README.
const starts = process.env['MEASURE'] ? 10 : 2;
const measured: Measured[] = [];

/** Starts and stops a script ten times under a flood of ARP requests for its VIP. */
async function measure(
  name: string,
  flavour: Flavour,
  run: (host: Host, action: string) => Promise<Outcome>,
): Promise<Measured & { host: Host }> {
  const host = await Host.with(flavour, { web: { vips: [vip] } });
  const neighbour = await Neighbour.of(host);
  let leakingStarts = 0;
  let after = { requests: 0, replies: 0 };
  let loAfterStop = '';
  for (let round = 0; round < starts; round++) {
    const during = await neighbour.floodDuring([vip], () => run(host, 'start'));
    if (during.replies > 0) leakingStarts++;
    await run(host, 'stop');
    after = await neighbour.floodDuring([vip], () => host.sh('sleep 0.1'));
    loAfterStop = (await host.sh('ip -o link show lo')).includes('LOOPBACK,UP') ? 'up' : 'down';
    await host.sh('ip addr flush dev lo scope global; ip link set lo up');
  }
  const answeredAfterStop = `${Math.min(100, Math.round((100 * after.replies) / after.requests))} %`;
  return { name, leakingStarts, answeredAfterStop, loAfterStop, statusForBadVip: '', host };
}

describeKernel('the scripts that people copy', () => {
  afterAll(() => {
    if (process.env['MEASURE']) console.log(table());
  });

  test.for([el6Init, el7Init])(
    'they answer for the VIP, the rendered does not: $target',
    async (flavour) => {
      const file = new URL(`copied/${flavour.target}`, import.meta.url).pathname;
      const copied = await measure(`copied, ${flavour.target}`, flavour, (host, action) =>
        host.tool('bash', '--posix', file, action),
      );
      const bad = await copied.host.tool(
        'bash',
        '-c',
        `sed 's/^VIP=.*/VIP=192.168.10.300/' ${file} | bash --posix -s start`,
      );
      measured.push({ ...copied, statusForBadVip: String(bad.code) });
      expect(copied.leakingStarts).toBeGreaterThan(0);
      expect(bad.code).toBe(0);
      if (flavour === el7Init) {
        expect(copied).toMatchObject({ answeredAfterStop: '100 %', loAfterStop: 'down' });
      }

      const rendered = await measure(`rendered, ${flavour.target}`, flavour, (host, action) =>
        host.service('web', action),
      );
      measured.push({ ...rendered, statusForBadVip: 'not rendered' });
      expect(rendered).toMatchObject({
        leakingStarts: 0,
        answeredAfterStop: '0 %',
        loAfterStop: 'up',
      });
    },
  );
});

function table(): string {
  const rows = measured.map(
    (row) =>
      `| ${row.name} | ${row.leakingStarts} of ${starts} | ${row.answeredAfterStop} | ${row.loAfterStop} | ${row.statusForBadVip} |`,
  );
  return [
    '| script | starts that answered ARP for the VIP | requests answered after stop | lo after stop | exit status for 192.168.10.300 |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
