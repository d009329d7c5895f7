// The READMEs: what they list is what there is, and their commands run as they stand there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/base/io.ts';
import { put, treeOf } from '../output/tree.ts';
import { helpOf } from '../commands/lvsgen.ts';
import { renderedProject } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import {
  codeBlocks,
  codeSpans,
  commandLines,
  firstColumns,
  prose,
  read,
  root,
} from './markdown.ts';
import { commitAll, runLine } from './run-in-shell.ts';

const { name, version, scripts } = JSON.parse(read('package.json')) as {
  name: string;
  version: string;
  scripts: Record<string, string>;
};
const script = 'generated/web/real-server/el7/usr/sbin/lvs-web';
const director = read('generated/video/director/el7/usr/sbin/lvs-video-director');

describe.for([
  ['README.md', 'README.zh-CN.md'],
  ['docs/deploy.md', 'docs/deploy.zh-CN.md'],
] as const)('%s and %s', (names) => {
  const [english, chinese] = names.map(read) as [string, string];

  it.for(names)('%s has 200 lines at most', (one) => {
    expect(read(one).trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  it.for([
    ['headings, by their levels', (text: string) => prose(text).match(/^#+(?= )/gm)],
    ['blocks of code', codeBlocks],
    ['code in tables and texts', (text: string) => codeSpans(prose(text)).sort()],
    ['first columns', (text: string) => firstColumns(text)],
    [
      'links',
      (text: string) =>
        prose(text)
          .replaceAll('.zh-CN', '')
          .match(/\]\((?!README)[^)]+\)/g),
    ],
  ] as const)('have the same %s', ([, of]) => {
    expect(of(chinese)).toEqual(of(english));
  });
});

// The other has the same.
describe('README.md', () => {
  const text = read('README.md');
  const columns = firstColumns(text);

  it('lists the commands that lvsgen --help lists', async () => {
    const help = await helpOf();
    const commands = Array.from(help.matchAll(/^ {2}(lvsgen \w+) /gm), ([, command]) => command);
    expect(commands.length).toBeGreaterThan(5);
    expect(columns).toContainEqual(commands);
  });

  it('lists the actions that scripts take', () => {
    const [, usage = ''] = /Usage: \$0 \{(.*)\}/.exec(director) ?? [];
    const [, more = '', argument = ''] = / {7}\$0 \{(.*)\} (\w+)"/.exec(director) ?? [];
    const actions = [...usage.split('|'), ...more.split('|').map((one) => `${one} ${argument}`)];
    expect(columns.map((column) => column.toSorted())).toContainEqual(actions.sort());
  });

  it('lists the exit codes of scripts, and those of lvsgen', () => {
    const codes = [read(script), director].flatMap((one) =>
      Array.from(one.matchAll(/\b(?:exit|return) (\d)\b/g), ([, code]) => code),
    );
    expect(columns).toContainEqual([...new Set(['0', ...codes])].sort());
    const [, own = ''] = /Exit codes: (.*?)\.( |$)/m.exec(text) ?? [];
    expect(codeSpans(own).map(Number)).toEqual(Object.values(exitCodes));
  });

  it('names services and options that there are', async () => {
    const files = read('generated/lvsgen.files');
    for (const [one] of text.matchAll(/\blvs-[a-z]+(?:-director)?(?:-guard)?\b/g))
      expect(files).toMatch(new RegExp(`/${one}(?:\\.service)?$`, 'm'));
    const commands = ['render', 'audit', 'install', 'explain', 'templates'];
    const help = (await Promise.all(commands.map((command) => helpOf(command)))).join('');
    for (const option of prose(text).match(/(?<=`)--[a-z]+/g) ?? [])
      expect(help).toContain(` ${option} `);
  });
});

describe('the commands', () => {
  const lines = commandLines('README.md');

  it('install this package, which an install from a git repository builds', () => {
    const install = lines.filter((line) => line.startsWith('npm install'));
    const from = install.map((line) => line.replace('npm install --save-dev ', ''));
    expect(from).toEqual([expect.stringContaining('git+https:'), `./${name}-${version}.tgz`]);
    expect(scripts).toMatchObject({ prepare: 'npm run build' });
  });

  it('run in a new project, one after the other', async () => {
    const programs = {
      scp: 'mkdir -p ../home && cp -r "$2" ../home',
      ssh: 'shift; cd ../home && mkdir -p root && eval "${*% /} root"',
      rpmbuild: 'for spec; do :; done; exec test -f "$spec"',
    };
    const folder = temporaryFolder();
    const cwd = join(folder, 'project');
    mkdirSync(cwd);
    put(cwd, 'realserver', read('test/audit/corpus/seed-el6.sh'));
    const run = lines.filter((line) => !/^(npm|chkconfig|service|systemctl|lvs-web) /.test(line));
    for (const line of run) {
      if (line.startsWith('git revert')) {
        commitAll(cwd);
        const config = readFileSync(join(cwd, 'lvsgen.yaml'), 'utf8');
        put(cwd, 'lvsgen.yaml', config.replace('192.0.2.10', '192.0.2.11'));
        await runLine(cwd, 'lvsgen render');
        commitAll(cwd);
      }
      expect(await runLine(cwd, line, { programs }), line).toMatchObject({ code: 0 });
    }
    expect(Object.keys(treeOf(join(folder, 'home/root')))).toEqual(
      Object.keys(treeOf(join(root, 'generated/web/real-server/el7'))),
    );
    expect(run.at(-1)).toBe('npx lvsgen check');
  });

  it.for(['docs/ci.md', 'docs/templates.md', 'docs/rpm.md'])('of %s run, too', async (document) => {
    const folder = await renderedProject();
    commitAll(folder);
    for (const line of commandLines(document).filter((one) => one.startsWith('npx ')))
      expect(await runLine(folder, line), line).toMatchObject({ code: 0 });
  });

  it('render, by npm start, what is committed', () => {
    expect(scripts['start']).toMatch(/ && node dist\/bin\.js render$/);
  });
});

const canUnshare = spawnSync('unshare', ['--net', '--mount', 'true']).status === 0;
it.skipIf(!canUnshare && !process.env['CI'])('status prints what is shown (needs root)', () => {
  const lines = `
    ip link set lo up; mount -t tmpfs none /run
    for change in "sh ${script} start" "ip addr del 192.168.10.12/32 dev lo" true; do
      sh ${script} status || true
      $change
    done`;
  const shell = ['--net', '--mount', 'sh', '-ec', lines];
  const { stdout, stderr } = spawnSync('unshare', shell, { cwd: root, encoding: 'utf8' });
  const [shown] = codeBlocks(read('README.md')).filter(({ marker }) => marker === 'example status');
  expect({ stdout, stderr }).toEqual({ stdout: shown?.code, stderr: '' });
});
