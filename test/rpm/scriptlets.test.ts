// What packages do to services: the scriptlets, run with stand-ins that note how they are called.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { fourLines, project } from '../commands/project.ts';
import { lint } from '../../src/lint/index.ts';
import { put, rendered } from '../output/tree.ts';

/** A scriptlet, what of the package is left after it, as rpm tells it, and what it is to do. */
interface Case {
  readonly what: string;
  readonly on: readonly ['el6' | 'el7', 'post' | 'preun' | 'postun', left: number];
  /** The calls of systemctl on el7 and of both programs on el6, for unit U, guard G and service S. */
  readonly calls: readonly string[];
  readonly config?: string;
  /** Whether the service runs; where systemd does, unless `image` says that it does not. */
  readonly active?: boolean;
  readonly image?: boolean;
  /** A call that fails, as its beginning. */
  readonly fails?: string;
  readonly said?: RegExp;
}

const isActive = ['daemon-reload', '--quiet is-active U'];
const removal = ['--no-reload disable U', 'stop U', '--quiet is-failed U'];
const reload = ['/chkconfig --add S', '/service S reload'];

const cases: readonly Case[] = [
  {
    ...{ what: 'an installation follows the presets', on: ['el7', 'post', 1] },
    calls: ['preset U'],
  },
  {
    ...{ what: 'an upgrade reloads a service that runs, and restarts its guard', active: true },
    ...{ on: ['el7', 'post', 2], calls: [...isActive, 'reload U', 'restart G'] },
  },
  {
    ...{ what: 'an upgrade to a version without a guard stops the old one', active: true },
    ...{ on: ['el7', 'post', 2], config: `${fourLines}    guard: false\n` },
    calls: [...isActive, 'reload U', 'stop G'],
  },
  {
    ...{ what: 'an upgrade leaves a service that is stopped alone', on: ['el7', 'post', 2] },
    calls: isActive,
  },
  {
    ...{ what: 'an upgrade in an image asks for nothing to run', on: ['el7', 'post', 2] },
    ...{ active: true, image: true, calls: ['daemon-reload'] },
  },
  {
    ...{ what: 'an upgrade goes on where the reload fails', on: ['el7', 'post', 2], active: true },
    ...{ fails: 'systemctl reload', calls: [...isActive, 'reload U', 'restart G'] },
    said: /^systemctl reload lvs-web\.service has failed\n$/,
  },
  {
    ...{ what: 'a removal disables and stops, and tells of a failure', on: ['el7', 'preun', 0] },
    ...{ calls: removal, said: /^The service has failed: see journalctl -u lvs-web\.service\n$/ },
  },
  {
    ...{ what: 'a removal where nothing failed says nothing', on: ['el7', 'preun', 0] },
    ...{ fails: 'systemctl --quiet is-failed', calls: removal },
  },
  { what: 'an upgrade stops nothing', on: ['el7', 'preun', 1], calls: [] },
  { what: 'systemd forgets the units', on: ['el7', 'postun', 0], calls: ['daemon-reload'] },
  {
    ...{ what: 'an installation adds the init script', on: ['el6', 'post', 1] },
    calls: ['/chkconfig --add S'],
  },
  { what: 'an upgrade reloads', on: ['el6', 'post', 2], active: true, calls: reload },
  {
    ...{ what: 'an upgrade tells that the reload failed', on: ['el6', 'post', 2], active: true },
    ...{ fails: 'service', calls: reload, said: /^service lvs-web reload has failed\n$/ },
  },
  {
    ...{ what: 'an upgrade says nothing of a stopped one, which refuses to reload' },
    ...{ on: ['el6', 'post', 2], fails: 'service', calls: reload },
  },
  {
    ...{ what: 'a removal stops, says why it cannot, and goes on', on: ['el6', 'preun', 0] },
    ...{ fails: 'service', said: /^service lvs-web stop has failed\n$/ },
    calls: ['/service S stop', '/chkconfig --del S'],
  },
  { what: 'an upgrade stops nothing', on: ['el6', 'preun', 1], calls: [] },
];

it.each(cases)('$on.0 $on.1: $what', async (one) => {
  const { on, config = fourLines, active = false, image = false } = one;
  const [target, scriptlet, left] = on;
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
    expect(calls).toEqual(one.calls.map(inFull));
    expect(existsSync(join(folder, 'lock'))).toBe(active);
  }
});

it.each(['el6', 'el7'])('%s: ShellCheck finds nothing', async (target) => {
  const folder = project();
  await lvsgen(folder, ['rpm', '--no-lint', '--package-version', '1', '--target', target]);
  const spec = readFileSync(join(folder, `rpm/web/real-server/${target}/lvs-web.spec`), 'utf8');
  const sections = spec.matchAll(/^%(?:install|post|preun|postun)\n(.*?)(?=^%|$(?![^]))/gms);
  const content = Array.from(sections, ([, body = '']) => `{\n${body}\n}\n`).join('');
  expect(content).toMatch(/install -D.*reload.*stop/s);
  const file = { ...rendered('web/real-server/x'), content: `#!/bin/sh\n${content}` };
  expect((await lint([file])).diagnostics).toEqual([]);
});

function inFull(call: string): string {
  const full = call.startsWith('/') ? call.slice(1) : `systemctl ${call}`;
  const names = { U: 'lvs-web.service', G: 'lvs-web-guard.service', S: 'lvs-web' };
  return full.replace(/\b[UGS]\b/, (letter) => names[letter as keyof typeof names]);
}
