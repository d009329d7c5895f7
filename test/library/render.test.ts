import { describe, expect, it } from 'vitest';
import { compare, defineConfig, lint, loadConfig, LvsgenError, render } from '../../src/index.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';

const config = defineConfig({
  clusters: { web: { mode: 'dr', vips: ['192.168.10.12'], targets: ['el6'] } },
});
const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';

describe('render', () => {
  it('returns every file by its path, with mode and content', () => {
    const files = render(config);
    expect([...files.keys()]).toEqual([path]);
    const about = { path, cluster: 'web', role: 'real-server', target: 'el6', mode: 0o755 };
    expect(files.get(path)).toMatchObject({ ...about, language: 'shell' });
    expect(files.get(path)?.content).toMatch(/^#!\/bin\/sh\n/);
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

it('compare and lint tell what is missing, and what is clean', async () => {
  const files = [...render(config).values()];
  const { changes } = await compare(files, temporaryFolder());
  expect(changes.map(({ kind }) => kind)).toEqual(['created', 'created']);
  expect((await lint(files)).diagnostics).toEqual([]);
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
