import { loadConfig, render } from 'lvsgen';
import { expect, test } from 'vitest';

const files = render(await loadConfig({ cwd: process.cwd() }));

test('paths and modes', () => {
  const lines = [...files].map(([path, { mode }]) => `${mode.toString(8)} ${path}`);
  expect(lines.join('\n')).toMatchSnapshot();
});

test.each([...files.values()])('$path', async ({ path, content }) => {
  await expect(content).toMatchFileSnapshot(`snapshots/${path}`);
});
