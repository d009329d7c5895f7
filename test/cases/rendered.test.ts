import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { loadConfig, render } from '../../src/index.ts';
import { treeOf } from '../output/tree.ts';
import { root } from '../docs/markdown.ts';

it('generated/ is what lvsgen.yaml renders to, formatted', async () => {
  const files = [...render(await loadConfig({ cwd: root })).values()];
  const generated = treeOf(join(root, 'generated'));
  delete generated['lvsgen.files'];
  expect(generated).toEqual(
    Object.fromEntries(
      files.map(({ path, mode, content }) => [path, `${mode.toString(8)} ${content}`]),
    ),
  );
  for (const { path, content } of files.filter(({ language }) => language === 'shell')) {
    const options = await resolveConfig(join(root, 'generated', path));
    expect(await check(content, { ...options, parser: 'sh' }), `${path} is formatted`).toBe(true);
  }
});

/** What is the same in all scripts. */
const fixed = /^(?:#!|#$|$|export |umask |# shellcheck|# Generated|#+ (?:BEGIN|END) |\. |lock=)/;

it('a key of the config changes the header and the assignments', async () => {
  const files = render(await loadConfig({ cwd: import.meta.dirname, file: 'rendered.yaml' }));
  const heads = Array.from(files.values(), ({ path, content }) => {
    const [head = ''] = content.split(/\n(?=run=|# Where systemd|\[Service\])/, 1);
    const lines = head.split('\n').filter((line) => !fixed.test(line));
    return [`== ${path}`, ...(path.endsWith('-guard.service') ? [] : lines)].join('\n');
  });
  await expect(`${heads.join('\n')}\n`).toMatchFileSnapshot('rendered.txt');
});
