// The commands of the READMEs, run as they stand there.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/io.ts';
import { modes } from '../../src/model/cluster-settings.ts';
import { targetNames } from '../../src/targets/index.ts';
import { filesBelow } from '../output/tree.ts';
import { runBin, runNode } from '../commands/bin.ts';
import { fakeShellCheck } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { commitAll } from './commit-all.ts';
import { codeBlocks, codeSpans, read, readmes, root, tables } from './markdown.ts';
import { runInShell } from './run-in-shell.ts';

const manifest = JSON.parse(read('package.json')) as {
  name: string;
  scripts: Readonly<Record<string, string>>;
  peerDependencies: Readonly<Record<string, string>>;
};

describe.for(readmes)('%s', (name) => {
  const readme = read(name);

  it('has commands of npm that there are', () => {
    const others = commandLines(readme)
      .filter((line) => !line.startsWith('npx '))
      .join(' && ')
      .split(' && ');
    for (const command of others) expect(npmCommands).toContain(command);
  });

  it('lists the commands that lvsgen --help lists', () => {
    const help = runBin(root, ['--help']).stdout;
    const commands = Array.from(help.matchAll(/^ {2}(lvsgen \w+) /gm), ([, command]) => command);
    const listed = tables(readme).map(([, ...rows]) =>
      rows.flatMap(([first = '']) => codeSpans(first)),
    );
    expect(commands.length).toBeGreaterThan(5);
    expect(listed).toContainEqual(commands);
  });

  it('lists the actions that a rendered script takes', () => {
    const script = read('generated/web/real-server/el7/usr/sbin/lvs-web');
    const [, usage = ''] = /Usage: \$0 \{(.*)\}/.exec(script) ?? [];
    const listed = tables(readme).map(([, ...rows]) =>
      rows.flatMap(([first = '']) => codeSpans(first)).sort(),
    );
    expect(listed).toContainEqual(usage.split('|').sort());
  });

  it('lists the actions that a director takes besides', () => {
    const script = read('generated/video/director/el7/usr/sbin/lvs-video-director');
    const [, names = '', argument = ''] = / {7}\$0 \{(.*)\} (\w+)"/.exec(script) ?? [];
    const actions = names.split('|').map((action) => [`${action} ${argument}`]);
    const listed = tables(readme).map(([, ...rows]) =>
      rows.map(([first = '']) => codeSpans(first)),
    );
    expect(listed).toContainEqual(actions);
  });

  it('lists the targets and the modes that there are', () => {
    const listed = tables(readme).map(([, ...rows]) =>
      rows.flatMap(([first = '']) => codeSpans(first)),
    );
    expect(listed).toContainEqual([...targetNames]);
    expect(listed).toContainEqual([...modes]);
  });

  it('names every exit code, and every option that selects', () => {
    const sentence = readme.split('\n').find((line) => line.includes('diff(1)')) ?? '';
    expect(sentence.match(/\b\d+\b(?!\))/g)?.map(Number)).toEqual(Object.values(exitCodes));
    for (const option of ['--config', '--out', '--cluster', '--role', '--target', '--shellcheck']) {
      expect(readme).toMatch(new RegExp(`\`[^\`]*${option}\\b`));
    }
  });
});

// The other README has the same, as its tests tell.
it('has commands that run, one after the other, in a new project', () => {
  const folder = temporaryFolder();
  const own = commandLines(read('README.md')).filter((line) => line.startsWith('npx '));
  expect(own).toContain('npx lvsgen render');
  for (const line of own) {
    if (line.includes(' diff ')) commitAll(folder);
    expect(runInShell(folder, line), line).toMatchObject({ code: 0 });
  }
});

it('renders, by npm start, what is committed', () => {
  expect(manifest.scripts['start']).toMatch(/ && node dist\/bin\.js render$/);
  const out = temporaryFolder();
  const render = ['dist/bin.js', 'render', '--out', out, '--shellcheck', fakeShellCheck('clean')];
  expect(runNode(root, render)).toMatchObject({ code: 0 });
  expect(filesBelow(out)).toEqual(filesBelow(join(root, 'generated')));
});

function commandLines(readme: string): string[] {
  return codeBlocks(readme)
    .filter(({ language, marker }) => language === 'sh' && marker === '')
    .flatMap(({ code }) => code.trimEnd().split('\n'));
}

/** What a README may tell to type, besides `npx lvsgen`. */
const npmCommands = [
  'npm ci',
  'npm cit',
  'npm start',
  `npm install --save-dev ${[manifest.name, ...Object.keys(manifest.peerDependencies)].join(' ')}`,
];
