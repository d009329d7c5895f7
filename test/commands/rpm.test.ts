import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, fourLines, project, twoClusters } from './project.ts';

const versioned = `${fourLines}    rpm: { version: 1.0, release: 2 }\n`;
const spec = 'rpm/web/real-server/el6/lvs-web.spec';
const rpm = ['rpm', '--no-lint'];

function tagsOf(folder: string): string[] {
  const text = readFileSync(join(folder, spec), 'utf8');
  return ['Version', 'Release', 'Source0'].map(
    (tag) => new RegExp(`^${tag}: (.*)$`, 'm').exec(text)?.[1] ?? '',
  );
}

it('takes version and release from the config, or from options that win', async () => {
  const folder = project(versioned);
  await lvsgen(folder, rpm);
  expect(tagsOf(folder)).toEqual(['1.0', '2.el6', 'lvs-web-1.0-2.el6.tar']);
  await lvsgen(folder, [...rpm, '--package-release', '3']);
  expect(tagsOf(folder)).toEqual(['1.0', '3.el6', 'lvs-web-1.0-3.el6.tar']);
  await lvsgen(folder, [...rpm, '--package-version', '1.10']);
  expect(tagsOf(folder)).toEqual(['1.10', '2.el6', 'lvs-web-1.10-2.el6.tar']);
});

it('writes beside the config, or to --out; a second run changes nothing', async () => {
  const folder = project(versioned);
  await lvsgen(folder, rpm);
  expect((await lvsgen(folder, rpm)).stderr).toContain('\nrpm: 5 unchanged\n');
  const elsewhere = await lvsgen(folder, [...rpm, '--out', 'a/b', '--target', 'el6']);
  expect(elsewhere).toMatchObject({ code: 0, stdout: '' });
  expect(elsewhere.stderr).toContain('\na/b: 3 created\n');
});

it('removes the archive of another version, unless somebody else had a hand in it', async () => {
  const folder = project(versioned);
  await lvsgen(folder, rpm);
  const [el6, el7] = ['el6', 'el7'].map(
    (target) => `rpm/web/real-server/${target}/lvs-web-1.0-2.${target}.tar`,
  );
  put(folder, el7 ?? '', 'somebody else');
  put(folder, 'rpm/web/real-server/el6/notes', 'mine');
  const { stderr } = await lvsgen(folder, [...rpm, '--package-version', '2']);
  expect(stderr).toContain(`removed    ${el6 ?? ''}\n`);
  expect(stderr).toContain(`left alone ${el7 ?? ''} (`);
  const tree = treeOf(folder);
  expect(tree).not.toHaveProperty([el6 ?? '']);
  expect(tree[el7 ?? '']).toBe('644 somebody else');
  expect(tree['rpm/web/real-server/el6/notes']).toBe('644 mine');
});

it('lints the scripts first, and writes nothing on a finding', async () => {
  const folder = project(versioned);
  const { code, stderr } = await lvsgen(folder, [
    ...['rpm', '--shellcheck', fakeShellCheck('finding')],
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('rpm was left as it is');
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it.for([
  [
    ['rpm'],
    'clusters.mail: the cluster has no version for its packages',
    'clusters.web: the cluster has no version',
  ],
  [['rpm', '--package-version', '1-2'], '--package-version: version "1-2" is none to rpm', ''],
  [['rpm', '--package-version', ''], '--package-version: version "" is none to rpm', ''],
  [['rpm', '--package-version', '1\n%post'], 'version "1\\n%post" is none to rpm', ''],
  [['rpm', '--package-version', '1~rc1'], 'not possible on the target el6', ''],
  [['rpm', '--package-version', '1', '--package-release', '%{x}'], '--package-release: ', ''],
  [['rpm', '--package-version', '1', '--package-version', '2'], 'given more than once', ''],
  [['rpm', '--package-version', 'x'.repeat(65)], 'up to 64', ''],
] as const)('refuses %j, and writes nothing', async ([argv, message, another]) => {
  const folder = project(twoClusters);
  const { code, stdout, stderr } = await lvsgen(folder, argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain(another);
  expect(stderr).toMatch(/\n {2}= help: /);
  expect(stderr).not.toContain('    at ');
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('asks for a version only of what is selected', async () => {
  const folder = project(`${versioned}  mail:
    mode: dr
    vips: [192.168.10.13]
    targets: [el6]
`);
  expect(await lvsgen(folder, [...rpm, '--cluster', 'web'])).toMatchObject({ code: 0 });
  expect(await lvsgen(folder, [...rpm, '--role', 'director'])).toMatchObject({ code: 0 });
});

it('refuses a name that is too long for a file', async () => {
  const folder = project(fourLines.replace('web:', `${'w'.repeat(200)}:`));
  const long = ['--package-version', '1'.repeat(60)];
  const { code, stderr } = await lvsgen(folder, [...rpm, ...long]);
  expect(code).toBe(2);
  expect(stderr).toContain('its name is too long for the file system');
});

it.for([
  [['render', '--no-lint'], [...rpm, '--out', 'generated'], 'scripts that lvsgen render wrote'],
  [rpm, ['render', '--no-lint', '--out', 'rpm'], 'packages that lvsgen rpm wrote'],
] as const)('%j keeps %j off its folder', async ([first, second, message]) => {
  const folder = project(versioned);
  await lvsgen(folder, first);
  const before = treeOf(folder);
  const { code, stderr } = await lvsgen(folder, second);
  expect(code).toBe(2);
  expect(stderr).toContain(`this folder holds ${message}`);
  expect(treeOf(folder)).toEqual(before);
});

it('takes what clusters share from defaults, and templates of the user, of several configs', async () => {
  const folder = project(`templates: own\ndefaults: { rpm: { version: 1.4 } }\n${fourLines}`);
  put(folder, 'mail.yaml', twoClusters.replace('web:', 'shop:').replace('10.12', '10.14'));
  const text = readFileSync(new URL('../../templates/rpm/spec.hbs', import.meta.url), 'utf8');
  put(folder, 'own/rpm/spec.hbs', text.replace('License: ', 'Distribution: Example\nLicense: '));
  const both = ['-c', 'lvsgen.yaml', '-c', 'mail.yaml'];
  const refused = await lvsgen(folder, [...rpm, ...both]);
  expect(refused.code).toBe(2);
  expect(refused.stderr.match(/^\S+:\d+:\d+: error: clusters\.\w+/gm)).toEqual([
    'mail.yaml:2:3: error: clusters.shop',
    'mail.yaml:6:3: error: clusters.mail',
  ]);
  await lvsgen(folder, [...rpm, ...both, '--package-release', '7', '--package-version', '1.5']);
  expect(tagsOf(folder)).toEqual(['1.5', '7.el6', 'lvs-web-1.5-7.el6.tar']);
  expect(readFileSync(join(folder, spec), 'utf8')).toContain('\nDistribution: Example\n');
  const other = readFileSync(join(folder, spec.replaceAll('web', 'mail')), 'utf8');
  expect(other).not.toContain('Distribution');
});

it('lints the scriptlets of a spec of the user, at their lines', async () => {
  const folder = project(`templates: own\n${versioned}`);
  const text = readFileSync(new URL('../../templates/rpm/spec.hbs', import.meta.url), 'utf8');
  put(folder, 'own/rpm/spec.hbs', text.replace('\n%preun\n', '\n%preun\ncd $PLACE\n'));
  const { code, stderr } = await lvsgen(folder, ['rpm', '--target', 'el6']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^rpm\/web\/real-server\/el6\/lvs-web\.spec:\d+:4: .* \[SC2086\]$/m);
  expect(stderr).toContain('| cd $PLACE');
  expect(stderr).toContain('rpm was left as it is');
});
