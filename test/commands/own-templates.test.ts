import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen, type Outcome } from './lvsgen.ts';
import { fourLines, project } from './project.ts';

const config = `templates: own\n${fourLines}`;
const bundled = loadTemplates();
const script = 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web';
const front = bundled.get('service/front') ?? '';
const unit = bundled.get('service/unit') ?? '';

function withTemplates(files: Readonly<Record<string, string>>): string {
  const folder = project(config);
  for (const [name, text] of Object.entries(files)) put(folder, `own/${name}`, text);
  return folder;
}

describe('templates of the user', () => {
  it('take the place of bundled ones, and may have partials of their own', async () => {
    const header = bundled.get('partials/chkconfig-header') ?? '';
    const folder = withTemplates({
      'partials/chkconfig-header.hbs': `${header}{{> site}}\n`,
      'partials/site.hbs': '# Site: {{description}}\n',
      'README.md': 'not a template',
    });
    const text = `${config}    description: it's {{braces}} & $(quotes)\n`;
    put(folder, 'lvsgen.yaml', text);
    const { code, stderr } = await lvsgen(folder, ['render']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, script), 'utf8')).toContain(
      "\n# Site: it's {{braces}} & $(quotes)\n",
    );
  });

  it.each([
    [
      'a path that the view does not have',
      { 'service/front.hbs': `${front}{{#if logic}}\n: {{logic}} {{nope}}\n{{/if}}\n` },
      `own/service/front.hbs:${front.split('\n').length + 1}:15: error: nope does not exist in the view.`,
    ],
    [
      'an interpolation in quotes',
      { 'partials/suppress-arp.hbs': 'echo "{{service}}"\n' },
      'own/partials/suppress-arp.hbs:1:7: error: ',
    ],
    [
      'text that does not parse',
      { 'service/front.hbs': '{{#if logic}}\n' },
      'own/service/front.hbs:2:1: error: The template is no valid Handlebars: ',
    ],
    [
      'a script without its first line',
      { 'service/front.hbs': front.replace('#!/bin/sh\n', '') },
      'own/service/front.hbs:1:1: error: A script that does not begin with #!',
    ],
    [
      'a script without the line of lvsgen',
      { 'service/unit.hbs': unit.replace('Do not edit', 'Do edit') },
      'own/service/unit.hbs:1:1: error: What is rendered has no line by which lvsgen knows its own files.',
    ],
    [
      'a template that no role has',
      { 'service/fromt.hbs': 'x\n' },
      'own/service/fromt.hbs: error: there is no bundled template service/fromt that this one could replace\n  = help: did you mean service/front.hbs?',
    ],
    [
      'a partial that nothing calls',
      { 'partials/site.hbs': 'x\n' },
      'own/partials/site.hbs: error: no template calls a partial site, and no bundled one has this name',
    ],
    [
      'a partial that calls itself',
      { 'partials/suppress-arp.hbs': '{{> suppress-arp}}\n' },
      'own/partials/suppress-arp.hbs:1:1: error: The partial suppress-arp calls itself.',
    ],
  ])('are refused for %s', async (_, files, complaint) => {
    const folder = withTemplates(files);
    const before = treeOf(folder);
    const { code, stderr } = await lvsgen(folder, ['render', '--no-lint']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(complaint) as string,
    });
    expect(treeOf(folder)).toEqual(before);
  });

  it('are refused where they are not UTF-8', async () => {
    const folder = project(config);
    put(folder, 'own/service/front.hbs', Buffer.from([0x23, 0xff]));
    const { code, stderr } = await lvsgen(folder, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('own/service/front.hbs: error: this template is not UTF-8');
  });

  it.each([
    ['pipe', (path: string): void => void spawnSync('mkfifo', [path]), 'this is no regular file'],
    [
      'device',
      (path: string): void => {
        symlinkSync('/dev/zero', path);
      },
      'this is no regular file',
    ],
    [
      'folder',
      (path: string): void => {
        mkdirSync(path);
      },
      'this is no regular file',
    ],
    [
      'link to nothing',
      (path: string): void => {
        symlinkSync('nowhere', path);
      },
      'cannot read this: ',
    ],
    [
      'large file',
      (path: string): void => {
        writeFileSync(path, 'x'.repeat(1_000_001));
      },
      'this template is larger than 1000000 bytes',
    ],
  ])('are refused where one is a %s', async (_, make, complaint) => {
    const folder = withTemplates({ 'README.md': '' });
    make(join(folder, 'own/x.hbs'));
    const { code, stderr } = await lvsgen(folder, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain(`own/x.hbs: error: ${complaint}`);
  });

  it('may call a partial by a name in quotes, and not in a comment', async () => {
    const header = bundled.get('partials/chkconfig-header') ?? '';
    const call = (text: string): Promise<Outcome> =>
      lvsgen(
        withTemplates({
          'partials/chkconfig-header.hbs': `${header}${text}\n`,
          'partials/site.hbs': '# Site.\n',
        }),
        ['render', '--no-lint'],
      );
    expect(await call('{{> "site"}}')).toMatchObject({ code: 0 });
    expect((await call('{{!-- {{> site}} --}}')).stderr).toContain('no template calls a partial');
  });

  it.each([
    ['missing', (): void => undefined],
    [
      'too long',
      (folder: string): void => {
        put(folder, 'lvsgen.yaml', config.replace('own', 'x'.repeat(5000)));
      },
    ],
    [
      'a file',
      (folder: string): void => {
        put(folder, 'own', '');
      },
    ],
  ])('are refused where their folder is %s, at the key', async (_, prepare) => {
    const folder = project(config);
    prepare(folder);
    const { code, stderr } = await lvsgen(folder, ['check']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^lvsgen\.yaml:1:12: error: templates: there is no folder of templates /,
    );
  });

  it('are linted like all: nothing is written where they have findings', async () => {
    const folder = withTemplates({
      'partials/suppress-arp.hbs': `${bundled.get('partials/suppress-arp') ?? ''}\nunused=$(echo $1)\n`,
    });
    const before = treeOf(folder);
    const { code, stderr } = await lvsgen(folder, ['render']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/generated\/web\/real-server\/el6\/\S+:\d+:\d+: warning: .*\[SC\d+\]/);
    expect(stderr).toContain('= note: rendered from clusters.web, lvsgen.yaml:3:3');
    expect(treeOf(folder)).toEqual(before);
  });

  it('render the clusters of their own config only', async () => {
    const folder = withTemplates({ 'service/front.hbs': `${front}# own\n` });
    put(folder, 'mail.yaml', fourLines.replace('web', 'mail').replace('10.12', '10.13'));
    await lvsgen(folder, ['render', '--no-lint', '-c', 'lvsgen.yaml', '-c', 'mail.yaml']);
    const own = (name: string): boolean =>
      readFileSync(
        join(folder, `generated/${name}/real-server/el7/etc/rc.d/init.d/lvs-${name}`),
        'utf8',
      ).endsWith('# own\n');
    expect([own('web'), own('mail')]).toEqual([true, false]);
  });
});

describe('lvsgen templates', () => {
  it('lists the bundled ones, without a config', async () => {
    const { code, stdout } = await lvsgen('/', ['templates']);
    expect({ code, names: stdout.split('\n') }).toEqual({
      code: 0,
      names: [...bundled.keys(), ''],
    });
  });

  it('writes out those that are named, which render to the same', async () => {
    const folder = project(config);
    const argv = [...bundled.keys()].flatMap((name) => ['--eject', name]);
    expect((await lvsgen(folder, ['templates', ...argv])).code).toBe(0);
    await lvsgen(folder, ['render', '--no-lint']);
    put(folder, 'lvsgen.yaml', fourLines);
    expect(await lvsgen(folder, ['check'])).toMatchObject({ code: 0 });
  });

  it.each([
    [['suppress-arp'], 'wrote own/partials/suppress-arp.hbs\n'],
    [['service/unit.hbs', 'partials/plan'], 'there is no template "partials/plan"\n'],
    [['suppress-arp', 'partials/suppress-arp'], 'wrote own/partials/suppress-arp.hbs\n'],
    [['supress-arp'], 'did you mean partials/suppress-arp?'],
    [['front'], 'did you mean service/front?'],
    [['../../etc/passwd'], 'there is no template "../../etc/passwd"'],
    [['service/front'], 'own/service/front.hbs is there already'],
  ])('of %s says so', async (names, said) => {
    const folder = withTemplates({ 'service/front.hbs': `${front}# own\n` });
    const argv = names.flatMap((name) => ['--eject', name]);
    const before = treeOf(folder);
    const { code, stderr } = await lvsgen(folder, ['templates', ...argv]);
    expect(stderr).toContain(said);
    if (code !== 0) expect(treeOf(folder)).toEqual(before);
    expect(code).toBe(said.startsWith('wrote') ? 0 : 2);
  });

  it('writes what a killed run has left out', async () => {
    const folder = project();
    const argv = (...names: readonly string[]): string[] => [
      ...['templates', '--out', 'own'],
      ...names.flatMap((name) => ['--eject', name]),
    ];
    await lvsgen(folder, argv('service/unit'));
    const again = await lvsgen(folder, argv('service/unit', 'constants'));
    expect(again).toMatchObject({
      code: 0,
      stderr: 'unchanged own/service/unit.hbs\nwrote own/partials/constants.hbs\n',
    });
    put(folder, 'own/service/unit.hbs', '# own\n');
    expect((await lvsgen(folder, argv('service/unit', 'service/front'))).code).toBe(2);
  });

  it('reads nothing from a pipe that stands in the way', async () => {
    const folder = project();
    put(folder, 'own/service/other', '');
    execFileSync('mkfifo', [join(folder, 'own/service/unit.hbs')]);
    const argv = ['templates', '--out', 'own', '--eject', 'service/unit'];
    expect(await lvsgen(folder, argv)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('own/service/unit.hbs is there already') as string,
    });
  });

  it('wants a folder, from the config or by --out', async () => {
    const folder = project();
    const { code, stderr } = await lvsgen(folder, ['templates', '--eject', 'service/unit']);
    expect(code).toBe(2);
    expect(stderr).toContain('the config names no folder for templates of your own');
    const argv = ['templates', '--eject', 'service/unit', '--out', 'elsewhere'];
    expect((await lvsgen(folder, argv)).stderr).toBe('wrote elsewhere/service/unit.hbs\n');
    for (const odd of [
      ['--eject', 'service/unit', '--out', ''],
      ['--out', 'x'],
    ]) {
      expect((await lvsgen(folder, ['templates', ...odd])).code).toBe(2);
    }
  });
});
