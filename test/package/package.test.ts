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
import { findOnPath } from '../../src/lint/executable.ts';
import { type Ended, runBin, runNode } from '../commands/bin.ts';
import { put, treeOf } from '../output/tree.ts';
import { install, pack, root } from './install.ts';

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

const typescriptConfig = `import { defineConfig } from 'lvsgen';

export default defineConfig({
  clusters: { web: { mode: 'dr', vips: ['192.168.10.12'], targets: ['el6'] } },
});
`;

describe('the tarball', () => {
  it('holds what is needed and nothing else', () => {
    const top = new Set(readdirSync(installed));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'dist',
      'generated',
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
  it('makes a project: init, render, check, diff, lint, completion', async () => {
    expect(lvsgen('init')).toMatchObject({ code: 0 });
    const hasShellCheck = (await findOnPath('shellcheck', process.env['PATH'])) !== undefined;
    const rendered = lvsgen('render');
    expect(rendered.code, rendered.stderr).toBe(0);
    expect(rendered.stderr).toContain('generated: 5 created\n');
    expect(rendered.stderr.includes('WARNING: no script was linted')).toBe(!hasShellCheck);
    expect(lvsgen('check')).toMatchObject({ code: 0, stdout: '' });
    expect(lvsgen('diff')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(lvsgen('lint')).toMatchObject({ code: hasShellCheck ? 0 : 2, stdout: '' });
    expect(lvsgen('completion')).toMatchObject({ code: 0, stderr: '' });
    expect(lvsgen('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('renders a config in TypeScript that imports lvsgen', () => {
    put(project, 'sites/lvsgen.ts', typescriptConfig);
    const { code, stdout, stderr } = lvsgen('render', '-c', 'sites/lvsgen.ts', '--stdout');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('\nvips=192.168.10.12\n');
  });
});

describe('the types', () => {
  it.for([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('serve a consumer with --module %s --moduleResolution %s', ([module, resolution]) => {
    copyFileSync(join(import.meta.dirname, 'consumer.ts'), join(project, 'consumer.mts'));
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      target: 'es2023',
      types: [],
      module,
      moduleResolution: resolution,
      outDir: resolution,
    };
    const tsconfig = JSON.stringify({ compilerOptions, files: ['consumer.mts'] });
    put(project, 'tsconfig.json', tsconfig);
    const compiled = runNode(project, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')]);
    expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' });

    const { stdout, stderr } = runNode(project, [join(resolution, 'consumer.mjs')]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      files: 2,
      loaded: 4,
      kinds: ['created', 'created', 'created'],
      refused: ['clusters'],
      shellcheck: 'string',
    });
  });
});
