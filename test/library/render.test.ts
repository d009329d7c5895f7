import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, defineConfig, lint, loadConfig, LvsgenError, render } from '../../src/index.ts';
import { runNode } from '../commands/bin.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { root } from '../docs/markdown.ts';
import { put } from '../output/tree.ts';

const config = defineConfig({
  clusters: { web: { mode: 'dr', vips: ['192.168.10.12'], targets: ['el6'] } },
});
const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';

describe('render', () => {
  it('returns every file by its path, with mode and content', () => {
    const files = render(config);
    expect([...files.keys()]).toEqual([path]);
    expect(files.get(path)).toMatchObject({
      path,
      cluster: 'web',
      role: 'real-server',
      target: 'el6',
      mode: 0o755,
      language: 'shell',
    });
    expect(files.get(path)?.content).toMatch(/^#!\/bin\/sh\n/);
  });

  it('touches no disk but to read the templates that it brings along', () => {
    // Node.js itself refuses all else to the process.
    const readable = ['dist/*', 'templates/*', 'node_modules/*', 'package.json'].map(
      (path) => `--allow-fs-read=${join(root, path)}`,
    );
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { render } from ${JSON.stringify(join(root, 'dist/index.js'))};
      const attempt = (what) => { try { what(); } catch (error) { return error.permission; } };
      console.log(JSON.stringify({
        paths: [...render(${JSON.stringify(config)}).keys()],
        refused: [
          attempt(() => readFileSync(${JSON.stringify(join(root, 'README.md'))})),
          attempt(() => writeFileSync(${JSON.stringify(join(root, 'dist/written'))}, '')),
        ],
      }));`;
    const { stdout, stderr } = runNode(root, [
      permission,
      ...readable,
      '--input-type=module',
      '--eval',
      script,
    ]);
    expect(JSON.parse(stdout), stderr).toEqual({
      paths: [path],
      refused: ['FileSystemRead', 'FileSystemWrite'],
    });
  });

  it('leaves the config as it is, and takes one that is frozen', () => {
    const frozen = deepFreeze(structuredClone(config));
    expect([...render(frozen)]).toEqual([...render(config)]);
    expect(frozen).toEqual(config);
  });

  it('names the keys of what is wrong, all at once', () => {
    const wrong = structuredClone(config) as { clusters: Record<string, object> };
    wrong.clusters['web'] = { ...config.clusters['web'], vips: ['10.1'], vip: [] };
    const { diagnostics } = refusal(() => render(wrong as typeof config));
    expect(diagnostics.map(({ key, file, position }) => ({ key, file, position }))).toEqual([
      { key: 'clusters.web.vips[0]', file: undefined, position: undefined },
      { key: 'clusters.web.vip', file: undefined, position: undefined },
    ]);
  });
});

describe('loadConfig', () => {
  it('lets the errors of render name file and line', async () => {
    const folder = temporaryFolder();
    put(folder, 'lvsgen.yaml', 'clusters:\n  web:\n    mode: dr\n    vips: [10.1]\n');
    const loaded = await loadConfig({ cwd: folder });
    const { diagnostics } = refusal(() => render(loaded));
    expect(diagnostics).toMatchObject([
      { file: 'lvsgen.yaml', position: { line: 2, column: 3 }, key: 'clusters.web.targets' },
      { file: 'lvsgen.yaml', position: { line: 4, column: 12 }, key: 'clusters.web.vips[0]' },
    ]);
  });

  it('throws when there is no config', async () => {
    await expect(loadConfig({ cwd: temporaryFolder() })).rejects.toThrow(LvsgenError);
  });
});

describe('compare and lint', () => {
  it('tell what is missing, and what is clean', async () => {
    const files = [...render(config).values()];
    const { changes } = await compare(files, temporaryFolder());
    expect(changes.map(({ kind }) => kind)).toEqual(['created', 'created']);
    expect((await lint(files)).diagnostics).toEqual([]);
  });
});

function refusal(attempt: () => unknown): LvsgenError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof LvsgenError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
