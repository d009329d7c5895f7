// The recipes of docs/deploy.md, as they stand there: on a host of their own, as an installation and as an upgrade.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bin } from '../commands/bin.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';
import { codeBlocks, read } from './markdown.ts';

const configs = ['192.168.10.12', '192.168.10.14'].map(
  (vip) => `clusters:
  web: { mode: dr, vips: [${vip}], targets: [el7] }
  mail: { mode: dr, vips: [192.168.10.13], targets: [el7] }
`,
);

/** How a recipe is called, and what systemd is asked to do by an installation and by an upgrade of web. */
const recipes = [
  [
    'ssh',
    '. ./recipe',
    'daemon-reload, enable lvs-web, start lvs-web, reload lvs-web',
    'daemon-reload, enable lvs-web, start lvs-web, reload lvs-web',
  ],
  [
    'rpm',
    '. ./recipe',
    'preset lvs-web, enable lvs-web, start lvs-web',
    'daemon-reload, reload lvs-web, restart lvs-web-guard, daemon-reload, enable lvs-web, start lvs-web',
  ],
  [
    'ansible',
    'ansible-playbook -i localhost, -c local -e system=el7 recipe >&2',
    'daemon-reload, enable lvs-web, start lvs-web, daemon-reload, enable lvs-mail, start lvs-mail, reload lvs-web, reload lvs-mail',
    'daemon-reload, daemon-reload, reload lvs-web',
  ],
] as const;

// Ansible takes as long as half of all other tests: CI runs it, for which nothing is left out.
const isInCi = process.env['CI'] !== undefined;
const able = recipes.filter(([name]) => isInCi || (process.getuid?.() === 0 && name !== 'ansible'));
it.each(able)('by %s', async (name, call, ...asked) => {
  const folder = temporaryFolder();
  const block = codeBlocks(read('docs/deploy.md')).find((one) => one.marker.endsWith(` ${name}`));
  const recipe = block?.code.replace('hosts: real_servers', 'hosts: all').replace('web1 web2', 'a');
  for (const [index, config] of configs.entries()) {
    const project = join(folder, String(index));
    put(project, 'lvsgen.yaml', config);
    put(project, 'recipe', recipe?.replaceAll('1.1', `1.${index + 1}`) ?? '');
    expect(await lvsgen(project, ['render', '--no-lint'])).toMatchObject({ code: 0 });
  }
  const look = 'paste -s -d, /run/asked; rm /run/asked; ip -o addr show lo | grep -o "192[^/]*"';
  const lines = `for part in 0 1; do cd ${folder}/$part; { ${call}\n} >&2; ${look}; done`;
  const host = spawnSync('bash', [join(import.meta.dirname, 'deploy-host.bash'), bin, lines]);
  const shared = name === 'ansible' ? ['192.168.10.13'] : [];
  const [installation, upgrade] = asked.map((one) => one.replaceAll(', ', ','));
  expect(String(host.stdout).trim().split('\n'), String(host.stderr)).toEqual([
    ...[installation, '192.168.10.12', ...shared],
    ...[upgrade, ...shared, '192.168.10.14'],
  ]);
});
