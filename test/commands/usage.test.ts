import { expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import type { Io } from '../../src/base/io.ts';
import { treeOf } from '../output/tree.ts';
import { helpOf, lvsgen } from './lvsgen.ts';
import { project } from './project.ts';

it.for([
  [[], 'no command is given'],
  [['chek'], 'unknown argument: chek\n  = help: did you mean check?'],
  [['frobnicate'], 'unknown argument: frobnicate'],
  [['render', 'check'], 'unknown argument: check'],
  [['render', '--quiet'], 'unknown argument: --quiet\n  = help: see lvsgen render --help'],
  [['render', '--traget=el6'], 'unknown argument: --traget\n  = help: did you mean --target?'],
  [['explain', 'web'], 'unknown argument: web\n  = help: to select a cluster: --cluster web'],
  [['render', '--target', 'el5'], 'Given: "el5", Choices: "el6", "el7", "el8", "el9", "el10"'],
  [['render', '--target', 'Rocky9'], 'did you mean el9?'],
  [['render', '--role', 'client'], 'Given: "client", Choices: "real-server", "director"'],
  [['render', '--config'], 'config'],
  [['render', '--out', 'a', '--out', 'b'], '--out is given more than once'],
  [['check', '--format', 'xml'], 'Given: "xml", Choices: "text"'],
  [['check', '--', 'x'], 'unknown argument: x'],
  [['diff', 'main', 'HEAD'], 'unknown argument: HEAD'],
  [['check', '--shellcheck', 'x'], 'unknown argument: --shellcheck'],
  [['explain', '--format', 'svg'], 'Choices: "text", "mermaid"'],
  [['install', '--cluster', 'web'], 'root'],
  [['completion', 'csh'], 'Choices: "bash", "zsh", "fish"'],
  [['render', '--cluster', 'nope'], 'there is no cluster nope'],
  [['check', '--target', 'el9'], 'there is web/real-server/el6, web/real-server/el7 '],
  [
    ['explain', '--role', 'director'],
    'nothing is selected\n  = help: there is web/real-server/el6, ',
  ],
  [
    ['rpm', '--role', 'director', '--package-version', '1'],
    'nothing is selected\n  = help: there is web/real-server/el6, ',
  ],
  [['render', '--stdout', '--format', 'json'], 'mutually exclusive'],
  [['render', '--watch', '--stdout'], 'watch and stdout are mutually exclusive'],
] as const)('refuses %j in words, with exit code 2', async ([argv, message]) => {
  const folder = project();
  const { code, stdout, stderr } = await lvsgen(folder, argv);
  const said = (argv as readonly string[]).includes('json') ? stdout : stderr;
  expect(code).toBe(2);
  expect(said).toContain(message);
  expect(said).toMatch(/^error: .*\n {2}= help: .*\n$|"hint":/s);
  expect(said).not.toContain('    at ');
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it.for([
  ['check', '--format', 'json', '--foo'],
  ['lint', '--role', 'nix', '--format=json'],
])('reports a call that is not understood in the format that it asks for: %j', async (argv) => {
  const { code, stdout, stderr } = await lvsgen(project(), argv);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ severity: 'error' }] });
});

it('paints errors on a terminal alone', async () => {
  const folder = project('clusters: {}\n');
  expect((await lvsgen(folder, ['check'], { colour: true })).stderr).toContain('\u001b[1m');
  expect((await lvsgen(folder, ['check'])).stderr).not.toContain('\u001b');
});

it('throws on what is a bug, instead of reporting it as a mistake of the user', async () => {
  const out = (): void => {
    throw new TypeError('a bug');
  };
  const readStdin = (): Promise<Uint8Array> => Promise.reject(new TypeError('a bug'));
  const io: Io = { cwd: '/', env: {}, colour: false, readStdin, out, err: out };
  await expect(run(['schema'], io, '1.2.3')).rejects.toThrow(TypeError);
  await expect(run(['check', '-c', '-'], io, '1.2.3')).rejects.toThrow(TypeError);
});

it('has help in ASCII, as the bundle measures it', async () => {
  const all = await helpOf();
  expect(all).toMatch(/^[\n -~]+$/);
  const names = all.match(/(?<=^ {2}lvsgen )(?!completion)\w+/gm) ?? [];
  expect(names).toContain('render');
  for (const name of names) expect(await helpOf(name)).toMatch(/^[\n -~]+--[\n -~]+$/);
});
