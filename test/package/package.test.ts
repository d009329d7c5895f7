// What a user gets: the tarball of `npm pack`, installed into an empty folder.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOnPath } from '../../src/base/run-tool.ts';
import { type Ended, runBin, runNode } from '../commands/bin.ts';
import { codeBlocks, read, root } from '../docs/markdown.ts';
import { put, treeOf } from '../output/tree.ts';
import { install, pack } from './install.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lvsgen-package-')));
let project: string;
let installed: string;

beforeAll(() => {
  project = install(pack(folder), folder);
  installed = join(project, 'node_modules', 'lvsgen');
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the installed command by the link that npm has made for it. */
function lvsgen(...argv: readonly string[]): Ended {
  return runBin(project, argv, { bin: join(project, 'node_modules', '.bin', 'lvsgen') });
}

/** All that an example and the types of zod may take from their surroundings, so that a reference to others would show. */
const globals = `declare class URL {}
declare const console: { log: (...what: unknown[]) => void };
declare const process: { cwd: () => string };
`;

const [config = '', library = ''] = ['docs/config.md', 'docs/library.md'].map(
  (name) => codeBlocks(read(name)).find(({ language }) => language === 'ts')?.code ?? '',
);
const examples = { 'config.mts': config, 'library.mts': library };

describe('the tarball', () => {
  it('holds what is needed and nothing else', () => {
    const top = new Set(readdirSync(installed));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'dist',
      'docs',
      'package.json',
      'schema.json',
      'templates',
    ]);
  });

  it('names neither this machine nor a registry', () => {
    const registry = new URL(
      execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }),
    );
    for (const [path, content] of Object.entries(treeOf(installed))) {
      for (const secret of [root, folder, registry.host, 'resolved"']) {
        expect(content.includes(secret), `${path} has ${secret}`).toBe(false);
      }
    }
  });

  it('brings along the schema that the command prints', () => {
    const file = readFileSync(join(installed, 'schema.json'), 'utf8');
    expect(lvsgen('schema')).toEqual({ code: 0, stdout: file, stderr: '' });
  });
});

describe('the installed command', () => {
  it('makes a project: init, render, check', async () => {
    expect(lvsgen('init')).toMatchObject({ code: 0 });
    const hasShellCheck = (await findOnPath('shellcheck', process.env['PATH'])) !== undefined;
    const rendered = lvsgen('render');
    expect(rendered.code, rendered.stderr).toBe(0);
    expect(rendered.stderr).toContain('generated: 6 created\n');
    expect(rendered.stderr.includes('WARNING: no script was linted')).toBe(!hasShellCheck);
    expect(lvsgen('check')).toMatchObject({ code: 0, stdout: '' });
  });

  it('renders the TypeScript config of docs/config.md, which imports lvsgen', () => {
    put(project, 'sites/lvsgen.ts', config);
    const options = ['-c', 'sites/lvsgen.ts', '--stdout', '--target', 'el6'];
    const { code, stdout, stderr } = lvsgen('render', ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("\nvips='192.168.10.12/32 dev lo'\n");
  });
});

describe('the types', () => {
  it('serve a consumer, and the library example of docs/library.md', () => {
    copyFileSync(join(import.meta.dirname, 'consumer.ts'), join(project, 'consumer.mts'));
    put(project, 'globals.d.ts', globals);
    for (const [name, code] of Object.entries(examples)) put(project, name, code);
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      target: 'es2023',
      lib: ['es2023'],
      types: [],
      module: 'nodenext',
      outDir: 'compiled',
    };
    const tsconfig = JSON.stringify({ compilerOptions, include: ['*.mts', '*.d.ts'] });
    put(project, 'tsconfig.json', tsconfig);
    const compiled = runNode(project, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')]);
    expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' });

    const consumer = runNode(project, [join('compiled', 'consumer.mjs')]);
    expect(consumer.stderr).toBe('');
    expect(JSON.parse(consumer.stdout)).toEqual({
      files: 2,
      loaded: 5,
      kinds: ['created', 'created', 'created'],
      related: [],
      refused: ['clusters'],
      shellcheck: 'string',
    });
    const library = runNode(project, [join('compiled', 'library.mjs')]);
    expect(library.stderr).toBe('');
    expect(library.stdout.match(/^\S+ \d+ \d+$/gm)).toHaveLength(5);
  });
});
