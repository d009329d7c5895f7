import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project, twoClusters } from './project.ts';

const versioned = `${fourLines}    rpm: { version: 1.0, release: 2 }\n`;
const spec = 'rpm/web/real-server/el6/lvs-web.spec';
const rpm = ['rpm', '--no-lint'];
const template = readFileSync(new URL('../../templates/rpm/spec.hbs', import.meta.url), 'utf8');

function tagsOf(folder: string): string[] {
  const text = readFileSync(join(folder, spec), 'utf8');
  return ['Version', 'Release', 'Source0'].map(
    (tag) => new RegExp(`^${tag}: (.*)$`, 'm').exec(text)?.[1] ?? '',
  );
}

it.for([
  [[], ['1.0', '2.el6', 'lvs-web-1.0-2.el6.tar']],
  [
    ['--package-release', '3'],
    ['1.0', '3.el6', 'lvs-web-1.0-3.el6.tar'],
  ],
  [
    ['--package-version', '1.10'],
    ['1.10', '2.el6', 'lvs-web-1.10-2.el6.tar'],
  ],
] as const)('takes version and release from the config, or from %j', async ([options, tags]) => {
  const folder = project(versioned);
  await lvsgen(folder, [...rpm, ...options]);
  expect(tagsOf(folder)).toEqual(tags);
});

it('writes beside the config, or to --out; a second run changes nothing', async () => {
  const folder = project(versioned);
  await lvsgen(folder, rpm);
  expect((await lvsgen(folder, rpm)).stderr).toMatch(/(^|\n)rpm: 5 unchanged\n/);
  const elsewhere = await lvsgen(folder, [...rpm, '--out', 'a/b', '--target', 'el6']);
  expect(elsewhere).toMatchObject({ code: 0, stdout: '' });
  expect(elsewhere.stderr).toContain('\na/b: 3 created\n');
});

it('removes the archive of another version, unless somebody else had a hand in it', async () => {
  const folder = project(versioned);
  await lvsgen(folder, rpm);
  const archive = (target: string): string =>
    `rpm/web/real-server/${target}/lvs-web-1.0-2.${target}.tar`;
  put(folder, archive('el7'), 'somebody else');
  const { stderr } = await lvsgen(folder, [...rpm, '--package-version', '2']);
  expect(stderr).toContain(`removed    ${archive('el6')}\n`);
  expect(stderr).toContain(`left alone ${archive('el7')} (`);
  expect(treeOf(folder)).not.toHaveProperty([archive('el6')]);
  expect(treeOf(folder)[archive('el7')]).toBe('644 somebody else');
});

it.for([
  [[], 'clusters.mail: the cluster has no version for its packages'],
  [['--package-version', '1-2'], '--package-version: version "1-2" is none to rpm'],
  [['--package-version', '1~rc1'], 'not possible on the target el6'],
  [['--package-version', '1', '--package-release', '%{x}'], '--package-release: '],
] as const)('refuses %j, and writes nothing', async ([options, message]) => {
  const folder = project(twoClusters);
  const { code, stdout, stderr } = await lvsgen(folder, [...rpm, ...options]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\n {2}= help: /);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('asks for a version only of what is selected', async () => {
  const folder = project(twoClusters.replace('\n  mail', '\n    rpm: { version: 1.0 }\n  mail'));
  expect(await lvsgen(folder, [...rpm, '--cluster', 'web'])).toMatchObject({ code: 0 });
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
  put(folder, 'own/rpm/spec.hbs', template.replace('License: ', 'Distribution: Ours\nLicense: '));
  const both = [...rpm, '-c', 'lvsgen.yaml', '-c', 'mail.yaml'];
  const refused = await lvsgen(folder, both);
  expect(refused.code).toBe(2);
  expect(refused.stderr.match(/^\S+:\d+:\d+: error: clusters\.\w+/gm)).toEqual([
    'mail.yaml:2:3: error: clusters.shop',
    'mail.yaml:6:3: error: clusters.mail',
  ]);
  await lvsgen(folder, [...both, '--package-release', '7', '--package-version', '1.5']);
  expect(tagsOf(folder)).toEqual(['1.5', '7.el6', 'lvs-web-1.5-7.el6.tar']);
  expect(treeOf(folder)[spec]).toContain('\nDistribution: Ours\n');
  expect(treeOf(folder)[spec.replaceAll('web', 'mail')]).not.toContain('Distribution');
});

it('lints the scriptlets of a spec of the user, at their lines', async () => {
  const folder = project(`templates: own\n${versioned}`);
  put(folder, 'own/rpm/spec.hbs', template.replace('\n%preun\n', '\n%preun\ncd $PLACE\n'));
  const { code, stderr } = await lvsgen(folder, ['rpm', '--target', 'el6']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^rpm\/web\/real-server\/el6\/lvs-web\.spec:\d+:4: .* \[SC2086\]$/m);
  expect(stderr).toContain('| cd $PLACE');
});
