// What packages do to services: the scriptlets, run with stand-ins that note how they are called.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { fourLines, project } from '../commands/project.ts';
import { put } from '../output/tree.ts';

const unit = 'lvs-web.service';
const guard = 'lvs-web-guard.service';

interface Case {
  readonly what: string;
  readonly target: 'el6' | 'el7';
  readonly config?: string;
  readonly scriptlet: 'post' | 'preun' | 'postun';
  /** How many versions are there afterwards, as rpm tells the scriptlet. */
  readonly left: number;
  readonly calls: readonly string[];
  /** Whether the service runs; where systemd does, unless `image` says that it does not. */
  readonly active?: boolean;
  readonly image?: boolean;
  /** A call that fails, as its beginning. */
  readonly fails?: string;
  readonly said?: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'an installation follows the presets',
    ...{ target: 'el7', scriptlet: 'post', left: 1, calls: [`systemctl preset ${unit}`] },
  },
  {
    what: 'an upgrade reloads a service that runs, and restarts its guard',
    ...{ target: 'el7', scriptlet: 'post', left: 2, active: true },
    calls: [
      'systemctl daemon-reload',
      `systemctl --quiet is-active ${unit}`,
      `systemctl reload ${unit}`,
      `systemctl restart ${guard}`,
    ],
  },
  {
    what: 'an upgrade to a version without a guard stops the old one',
    ...{ target: 'el7', scriptlet: 'post', left: 2, active: true },
    config: `${fourLines}    guard: false\n`,
    calls: [
      'systemctl daemon-reload',
      `systemctl --quiet is-active ${unit}`,
      `systemctl reload ${unit}`,
      `systemctl stop ${guard}`,
    ],
  },
  {
    what: 'an upgrade leaves a service that is stopped alone, and its guard',
    ...{ target: 'el7', scriptlet: 'post', left: 2 },
    calls: ['systemctl daemon-reload', `systemctl --quiet is-active ${unit}`],
  },
  {
    what: 'an upgrade in an image asks for nothing to run',
    ...{ target: 'el7', scriptlet: 'post', left: 2, active: true, image: true },
    calls: ['systemctl daemon-reload'],
  },
  {
    what: 'an upgrade goes on where the reload fails, and its message is seen',
    ...{ target: 'el7', scriptlet: 'post', left: 2, active: true, fails: 'systemctl reload' },
    calls: [
      'systemctl daemon-reload',
      `systemctl --quiet is-active ${unit}`,
      `systemctl reload ${unit}`,
      `systemctl restart ${guard}`,
    ],
    said: /^systemctl reload lvs-web\.service has failed\n$/,
  },
  {
    what: 'a removal disables and stops; the guard goes with its service',
    ...{ target: 'el7', scriptlet: 'preun', left: 0 },
    calls: [
      `systemctl --no-reload disable ${unit}`,
      `systemctl stop ${unit}`,
      `systemctl --quiet is-failed ${unit}`,
    ],
    said: /^The service has failed: see journalctl -u lvs-web\.service\n$/,
  },
  {
    what: 'a removal where nothing failed says nothing',
    ...{ target: 'el7', scriptlet: 'preun', left: 0, fails: 'systemctl --quiet is-failed' },
    calls: [
      `systemctl --no-reload disable ${unit}`,
      `systemctl stop ${unit}`,
      `systemctl --quiet is-failed ${unit}`,
    ],
  },
  {
    what: 'an upgrade stops nothing',
    ...{ target: 'el7', scriptlet: 'preun', left: 1, calls: [] },
  },
  {
    what: 'systemd forgets the units',
    ...{ target: 'el7', scriptlet: 'postun', left: 0, calls: ['systemctl daemon-reload'] },
  },
  {
    what: 'an installation adds the init script',
    ...{ target: 'el6', scriptlet: 'post', left: 1, calls: ['chkconfig --add lvs-web'] },
  },
  {
    what: 'an upgrade reloads the init script',
    ...{ target: 'el6', scriptlet: 'post', left: 2, active: true },
    calls: ['chkconfig --add lvs-web', 'service lvs-web reload'],
  },
  {
    what: 'an upgrade tells that the reload failed',
    ...{ target: 'el6', scriptlet: 'post', left: 2, active: true, fails: 'service' },
    calls: ['chkconfig --add lvs-web', 'service lvs-web reload'],
    said: /^service lvs-web reload has failed\n$/,
  },
  {
    what: 'an upgrade says nothing of a stopped one, which refuses to reload',
    ...{ target: 'el6', scriptlet: 'post', left: 2, fails: 'service' },
    calls: ['chkconfig --add lvs-web', 'service lvs-web reload'],
  },
  {
    what: 'a removal stops, says why it cannot, and goes on',
    ...{ target: 'el6', scriptlet: 'preun', left: 0, fails: 'service' },
    calls: ['service lvs-web stop', 'chkconfig --del lvs-web'],
    said: /^service lvs-web stop has failed\n$/,
  },
  {
    what: 'an upgrade stops nothing',
    ...{ target: 'el6', scriptlet: 'preun', left: 1, calls: [] },
  },
];

it.each(cases)('$target $scriptlet: $what', async (one) => {
  const { target, config = fourLines, scriptlet, left, active = false, image = false } = one;
  const folder = project(config);
  await lvsgen(folder, ['rpm', '--no-lint', '--package-version', '1', '--target', target]);
  const spec = readFileSync(join(folder, `rpm/web/real-server/${target}/lvs-web.spec`), 'utf8');
  const body = spec.split(`\n%${scriptlet}\n`)[1]?.split(/^%\w+\n/m)[0] ?? 'exit 3';
  const standIn = `#!/bin/sh
call="\${0##*/} $*"
echo "$call" >> '${folder}/calls'
case $call in
  *is-active*) [ ${active} = true ] && exit ;;
  *is-failed*) [ -z "$FAILS" ] || exit 1 ;;
  "$FAILS"*) [ -z "$FAILS" ] || { echo "$call has failed" >&2 && exit 1; } ;;
esac
`;
  for (const name of ['systemctl', 'chkconfig', 'service'])
    put(folder, `bin/${name}`, standIn, 0o755);
  if (!image) put(folder, 'systemd/running', '');
  if (active) put(folder, 'lock', '');
  const script = body
    .replaceAll('/sbin/', `${folder}/bin/`)
    .replaceAll('/run/systemd/system', `${folder}/systemd`)
    .replaceAll('/var/lock/subsys/lvs-web', `${folder}/lock`);
  for (const shell of ['bash', 'dash']) {
    put(folder, 'calls', '');
    const { status, stdout, stderr } = spawnSync(`/bin/${shell}`, ['-s', String(left)], {
      input: script,
      env: { PATH: join(folder, 'bin'), FAILS: one.fails ?? '' },
      encoding: 'utf8',
    });
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(one.said ?? /^$/);
    const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\n').slice(0, -1);
    expect(calls).toEqual(one.calls);
    expect(existsSync(join(folder, 'lock'))).toBe(active);
  }
});
