import { expect, test } from 'vitest';
import { everyShell, logicDash } from './flavours.ts';
import { Host, manyVips, vip } from './host.ts';
import { describeKernel } from './requirements.ts';

/** The names of the programs that ran, sorted: ip lists while awk reads its program, so either may be the first. */
async function processesOf(host: Host, action: string): Promise<string[]> {
  const strace = [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-z',
    '-qq',
    '-e',
    'trace=execve',
    '-o',
    '/run/trace',
  ];
  const { code } = await host.tool(...strace, host.script('web'), action);
  expect(code).toBe(0);
  const trace = await host.sh('cat /run/trace');
  return [...trace.matchAll(/execve\("\S*\/([^"]+)"/g)].map(([, name]) => name ?? '').sort();
}

describeKernel('frugality', () => {
  test.for(everyShell)(
    'the number of processes does not grow with the VIPs: $name',
    async (flavour) => {
      const counts: Record<string, string[]>[] = [];
      for (const vips of (flavour === logicDash ? [1, 10, 300] : [1, 300]).map(manyVips)) {
        const host = await Host.with(flavour, { web: { vips } });
        const programs: Record<string, string[]> = {};
        for (const action of ['start', 'status', 'reload', 'stop'])
          programs[action] = await processesOf(host, action);
        counts.push(programs);
      }

      expect(counts[0]?.['start']).toContain('ip');
      for (const count of counts) expect(count).toEqual(counts[0]);
    },
  );

  test.for(everyShell)('of one VIP no more programs run than needed: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    await host.does('web', 'start', 'stop');

    // The first is the script itself.
    expect(await processesOf(host, 'start')).toHaveLength(5);
    expect(await processesOf(host, 'status')).toHaveLength(6);
    expect(await processesOf(host, 'stop')).toHaveLength(8);
  });
});
