import { expect, it } from 'vitest';
import yargs from 'yargs';
import { run } from '../../src/cli.ts';
import { commandLine } from '../../src/command-line.ts';
import type { Io } from '../../src/base/io.ts';
import { treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it.for([
  [[], 'no command is given'],
  [['chek'], 'there is no such command\n  = help: did you mean check?'],
  [['frobnicate'], 'unknown argument: frobnicate'],
  [['render', 'check'], 'unknown argument: check'],
  [['render', '--nope'], 'unknown argument: nope'],
  [['render', '--target', 'el5'], 'Given: "el5", Choices: "el6", "el7", "el8", "el9"'],
  [['render', '--role', 'client'], 'Given: "client", Choices: "real-server", "director"'],
  [['render', '--config'], 'config'],
  [['render', '--out', 'a', '--out', 'b'], '--out is given more than once'],
  [['check', '--format', 'xml'], 'Given: "xml", Choices: "text"'],
  [['check', '--', 'x'], 'unknown argument: x'],
  [['diff', '--', 'main'], 'unknown argument: main'],
  [['diff', '--output=x'], 'unknown argument: output'],
  [['diff', 'main', 'HEAD'], 'unknown argument: HEAD'],
  [['check', '--shellcheck', 'x'], 'unknown argument: shellcheck'],
  [['render', '--cluster', 'nope'], 'lvsgen.yaml has no cluster nope'],
] as const)('refuses %j in words, with exit code 2', async ([argv, message]) => {
  const folder = project();
  const { code, stdout, stderr } = await lvsgen(folder, argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: /);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\n {2}= help: .*\n$/);
  expect(stderr).not.toContain('    at ');
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('paints errors on a terminal alone', async () => {
  const bold = '\u001b[1m';
  const folder = project('clusters: {}\n');
  expect((await lvsgen(folder, ['check'], { colour: true })).stderr).toContain(bold);
  expect((await lvsgen(folder, ['check'], { colour: false })).stderr).not.toContain('\u001b');
});

it('throws on what is a bug, instead of reporting it as a mistake of the user', async () => {
  const io: Io = {
    cwd: temporaryFolder(),
    env: {},
    colour: false,
    readStdin: () => Promise.resolve(Buffer.from(fourLines)),
    out: () => {
      throw new TypeError('a bug');
    },
    err: () => undefined,
  };
  await expect(run(['schema'], io, '1.2.3')).rejects.toThrow(TypeError);
  await expect(run(['check', '-c', '-'], io, '1.2.3')).rejects.toThrow(TypeError);
});

it('has help in ASCII, as the bundle measures it', async () => {
  const helpOf = (words: string[]): Promise<string> =>
    commandLine(yargs(words), {} as Io, () => () => Promise.resolve()).getHelp();
  const all = await helpOf([]);
  const commands = [...all.matchAll(/^ {2}lvsgen (?!completion)(\w+)/gm)].map(
    ([, name = '']) => name,
  );
  expect(commands).toContain('render');
  for (const name of commands) expect(await helpOf([name])).toMatch(/^[\n -~]+--[\n -~]+$/);
  expect(all).toMatch(/^[\n -~]+$/);
});
