import { expect, it } from 'vitest';
import { put } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project, twoClusters } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const explain = (folder: string, ...options: string[]): ReturnType<typeof lvsgen> =>
  lvsgen(folder, ['explain', ...options]);

it('explains in words, and draws where that is asked for', async () => {
  const words = await explain(project());
  expect(words).toMatchObject({ code: 0, stderr: '' });
  expect(words.stdout).toContain('Real servers on RHEL 6 and RHEL 7: service lvs-web');
  expect(words.stdout).toContain('What is left to you');
  const drawing = await explain(project(), '--format', 'mermaid');
  expect(drawing).toMatchObject({ code: 0, stderr: '' });
  expect(drawing.stdout).toMatch(/^flowchart LR\n/);
});

it.for([
  [
    [],
    ['Cluster mail', 'Real servers on RHEL 6', 'Cluster web'],
    ['Real servers on RHEL 6 and RHEL 7'],
  ],
  [['--target', 'el7'], ['Cluster web', 'Real servers on RHEL 7'], []],
  [['--cluster', 'mail'], ['Cluster mail', 'Real servers on RHEL 6'], []],
] as const)('explains and draws what %j selects', async ([options, titles, more]) => {
  const folder = project(twoClusters);
  const { stdout } = await explain(folder, ...options);
  expect(stdout.match(/^(?:Cluster|Real servers on) .*(?=[,:])/gm)).toEqual([...titles, ...more]);
  const drawing = (await explain(folder, '--format', 'mermaid', ...options)).stdout;
  expect(drawing.match(/flowchart/g)).toHaveLength(1);
  expect(drawing.match(/(?<=subgraph \w+ \[")\w+/g)).toEqual(
    titles.filter((title) => title.startsWith('Cluster')).map((title) => title.split(' ')[1]),
  );
});

it("takes the words of templates of one's own", async () => {
  const folder = project(`templates: own\n${fourLines}`);
  put(folder, 'own/explain/all-scripts.hbs', 'Ask us.\n');
  put(folder, 'own/explain/cluster.hbs', '{{name}} by {{forwarding}}\n');
  expect((await explain(folder)).stdout).toMatch(/^web by VS\/DR\n[^]*\nAsk us\.\n$/);
  put(folder, 'own/explain/cluster.hbs', '{{#if dr}}\n{{else}}\n{{nope}}\n{{/if}}\n');
  const outcome = await explain(folder);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toContain('cluster.hbs:3:1: error: nope does not exist in the view');
});

it('reads a config from stdin, and prints its warnings on stderr', async () => {
  const config = twoClusters.replace('10.13', '10.12');
  const argv = ['explain', '-c', '-', '--cluster', 'web'];
  const { code, stdout, stderr } = await lvsgen(temporaryFolder(), argv, { stdin: config });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Cluster web/);
  expect(stderr).toMatch(/^<stdin>:8:12: warning: /);
});
