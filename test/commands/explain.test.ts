import { expect, it } from 'vitest';
import { lvsgen } from './lvsgen.ts';
import { put } from '../output/tree.ts';
import { fourLines, project, twoClusters } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('tells in words, and draws where that is asked for', async () => {
  const folder = project();
  const words = await lvsgen(folder, ['explain']);
  expect(words).toMatchObject({ code: 0, stderr: '' });
  expect(words.stdout).toContain('Real servers on CentOS 6 and CentOS 7: service lvs-web');
  expect(words.stdout).toContain('What is left to you');
  expect(await lvsgen(folder, ['explain', '--format', 'text'])).toEqual(words);
  const drawing = await lvsgen(folder, ['explain', '--format', 'mermaid']);
  expect(drawing).toMatchObject({ code: 0, stderr: '' });
  expect(drawing.stdout).toMatch(/^flowchart LR\n/);
});

it('tells of what is selected', async () => {
  const folder = project(twoClusters);
  const titles = async (...options: string[]): Promise<string[]> => {
    const { stdout } = await lvsgen(folder, ['explain', ...options]);
    return stdout.match(/^(?:Cluster|Real servers on) .*(?=[,:])/gm) ?? [];
  };
  expect(await titles()).toEqual([
    'Cluster mail',
    'Real servers on CentOS 6',
    'Cluster web',
    'Real servers on CentOS 6 and CentOS 7',
  ]);
  expect(await titles('--target', 'el7')).toEqual(['Cluster web', 'Real servers on CentOS 7']);
  expect(await titles('--cluster', 'mail')).toEqual(['Cluster mail', 'Real servers on CentOS 6']);
});

it('draws the clusters that are selected, in one drawing', async () => {
  const folder = project(twoClusters);
  const frames = async (...options: string[]): Promise<string[]> => {
    const { stdout } = await lvsgen(folder, ['explain', '--format', 'mermaid', ...options]);
    expect(stdout.match(/flowchart/g)).toHaveLength(1);
    return stdout.match(/(?<=subgraph \w+ \[")\w+/g) ?? [];
  };
  expect(await frames()).toEqual(['mail', 'web']);
  expect(await frames('--target', 'el7')).toEqual(['web']);
});

it("tells in the words of templates of one's own", async () => {
  const folder = project(`templates: own\n${fourLines}`);
  put(folder, 'own/explain/all-scripts.hbs', 'Ask us.\n');
  put(folder, 'own/explain/cluster.hbs', '{{name}} by {{forwarding}}\n');
  const { code, stdout } = await lvsgen(folder, ['explain']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^web by VS\/DR\n[^]*\nAsk us\.\n$/);
  put(folder, 'own/explain/cluster.hbs', '{{#if dr}}\n{{else}}\n{{nope}}\n{{/if}}\n');
  const outcome = await lvsgen(folder, ['explain']);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toContain('cluster.hbs:3:3: error: nope does not exist in the view');
});

it('says so when nothing is selected', async () => {
  const outcome = await lvsgen(project(), ['explain', '--role', 'director']);
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: 'nothing of the config is selected\n' });
});

it('reads a config from stdin, and prints its warnings on stderr', async () => {
  const config = `${fourLines}  mail:\n    mode: dr\n    vips: [192.168.10.12]\n    targets: [el6]\n`;
  const argv = ['explain', '-c', '-', '--cluster', 'web'];
  const { code, stdout, stderr } = await lvsgen(temporaryFolder(), argv, { stdin: config });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Cluster web/);
  expect(stderr).toMatch(/^<stdin>:8:12: warning: /);
});

it.for([
  [['--format', 'svg'], 'Choices: "text", "mermaid"'],
  [['--out', 'x'], 'unknown argument: out'],
  [['--cluster', 'nope'], 'has no cluster nope'],
] as const)('refuses %j', async ([options, message]) => {
  const { code, stdout, stderr } = await lvsgen(project(), ['explain', ...options]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('writes nothing, and says what is wrong with a config', async () => {
  const { code, stdout, stderr } = await lvsgen(project('clusters: {}\n'), ['explain']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^lvsgen.yaml:1:11: error: /);
});
